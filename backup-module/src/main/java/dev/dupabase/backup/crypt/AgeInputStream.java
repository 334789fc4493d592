package dev.dupabase.backup.crypt;

import dev.dupabase.platform.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import javax.crypto.AEADBadTagException;

/// Decrypts a file in the age format. What it hands out was verified; the end of the stream comes
/// only where the file really ends.
public final class AgeInputStream extends InputStream {
    private static final int SEALED = AgeOutputStream.CHUNK + Primitives.TAG_BYTES;
    private static final int NONCE_BYTES = 16;

    private final InputStream in;
    private final byte[] key;
    private final ChunkNonce nonce = new ChunkNonce();
    private byte[] next;
    private byte[] plain = new byte[0];
    private int at;
    private boolean ended;

    /// @param identity such as `AGE-SECRET-KEY-1…`
    /// @throws DecryptionFault if it does not open the file
    public AgeInputStream(InputStream in, Secret identity) throws IOException {
        this.in = in;
        var fileKey = AgeHeader.read(in, AgeKeys.identity(identity));
        var salt = in.readNBytes(NONCE_BYTES);
        if (salt.length < NONCE_BYTES) {
            throw cut();
        }
        this.key = Primitives.hkdf(fileKey, salt, "payload");
        this.next = in.readNBytes(SEALED);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == plain.length) {
            if (ended) {
                return -1;
            }
            open();
        }
        int count = Math.min(length, plain.length - at);
        System.arraycopy(plain, at, target, offset, count);
        at += count;
        return count;
    }

    private void open() throws IOException {
        var current = next;
        next = current.length == SEALED ? in.readNBytes(SEALED) : new byte[0];
        ended = next.length == 0;
        if (current.length < Primitives.TAG_BYTES) {
            throw cut();
        }
        try {
            plain = Primitives.open(key, nonce.next(ended), current, current.length);
            at = 0;
        } catch (AEADBadTagException e) {
            throw cut();
        }
    }

    private static DecryptionFault cut() {
        return new DecryptionFault("the file is cut off or was changed");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
