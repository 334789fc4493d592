package dev.dupabase.rest.body;

import java.io.IOException;
import java.io.OutputStream;

/// A body as PostgreSQL made it: sent as it is.
public interface ResultBody extends AutoCloseable {
    /// In bytes; -1 if that shows only at its end.
    long length();

    /// Whether it is in memory and can be written more than once.
    boolean isAtHand();

    void writeTo(OutputStream out) throws IOException;

    @Override
    void close();

    /// A body that is there already. The bytes are not copied.
    static ResultBody of(byte[] bytes) {
        return new ResultBody() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public boolean isAtHand() {
                return true;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }
}
