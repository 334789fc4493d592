package dev.dupabase.rest.execution;

import java.io.IOException;
import java.io.OutputStream;

/// A response body as PostgreSQL made it.
public interface Body {
    /// In bytes; -1 if it is not known before it was written.
    long length();

    /// Writes all of it, once.
    void writeTo(OutputStream out) throws IOException;

    /// One that is in memory.
    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
