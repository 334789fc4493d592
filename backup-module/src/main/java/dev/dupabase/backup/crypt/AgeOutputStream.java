package dev.dupabase.backup.crypt;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Encrypts what is written, in the age format (age-encryption.org/v1): chunks of 64 KiB, each
/// sealed with a nonce of its own that also says which is the last, so that a file that was cut or
/// put together anew does not open. Closing it writes the last chunk, and leaves the target open.
public final class AgeOutputStream extends OutputStream {
    static final int CHUNK = 64 * 1024;
    private static final int NONCE_BYTES = 16;

    private final OutputStream out;
    private final byte[] key;
    private final ChunkNonce nonce = new ChunkNonce();
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private boolean closed;

    /// @param recipients public keys, each of which can open it; at least one
    public AgeOutputStream(OutputStream out, List<String> recipients) throws IOException {
        this.out = out;
        var fileKey = Primitives.random(AgeHeader.FILE_KEY_BYTES);
        var salt = Primitives.random(NONCE_BYTES);
        out.write(AgeHeader.write(fileKey, recipients.stream().map(AgeKeys::publicKey).toList()));
        out.write(salt);
        this.key = Primitives.hkdf(fileKey, salt, "payload");
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == CHUNK) {
                seal(false);
            }
            int taken = Math.min(left, CHUNK - filled);
            System.arraycopy(bytes, from, chunk, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
        }
    }

    private void seal(boolean last) throws IOException {
        out.write(Primitives.seal(key, nonce.next(last), chunk, filled));
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            seal(true);
        }
    }
}
