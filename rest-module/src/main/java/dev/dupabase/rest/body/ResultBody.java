package dev.dupabase.rest.body;

import java.io.IOException;
import java.io.OutputStream;

/// A body as PostgreSQL made it: sent as it is.
public interface ResultBody extends AutoCloseable {
    /// Whether it is in memory as a whole, so that it can be written more than once.
    default boolean isAtHand() {
        return false;
    }

    /// In bytes; -1 if that shows only at its end.
    long length();

    void writeTo(OutputStream out) throws IOException;

    @Override
    void close();

    /// A body that is there already. The bytes are not copied.
    static ResultBody of(byte[] bytes) {
        return new ResultBody() {
            @Override
            public boolean isAtHand() {
                return true;
            }

            @Override
            public long length() {
                return bytes.length;
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
