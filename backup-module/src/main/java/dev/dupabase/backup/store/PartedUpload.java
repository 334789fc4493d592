package dev.dupabase.backup.store;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// A multipart upload that is written like a stream and holds one part in memory. Closing it does
/// nothing: it is completed, or aborted.
public final class PartedUpload extends OutputStream {
    private static final int MOST_PARTS = 10_000;

    private final ObjectStore store;
    private final String key;
    private final String id;
    private final byte[] buffer;
    private final List<CompletedPart> parts = new ArrayList<>();
    private final MessageDigest sha256 = digest("SHA-256");
    private int filled;
    private long sent;

    /// Read by those who want to know how far it is.
    private volatile long written;

    PartedUpload(ObjectStore store, String key, String id, int partBytes) {
        this.store = store;
        this.key = key;
        this.id = id;
        this.buffer = new byte[partBytes];
    }

    /// What was uploaded.
    ///
    /// @param sha256 of the object, in hexadecimal
    public record Stored(long bytes, String sha256) {}

    /// By which the store knows it.
    public String id() {
        return id;
    }

    /// How many bytes were written so far.
    public long written() {
        return written;
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
            if (filled == buffer.length) {
                uploadPart();
            }
            int taken = Math.min(left, buffer.length - filled);
            System.arraycopy(bytes, from, buffer, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
            sent += taken;
            written = sent;
        }
    }

    private void uploadPart() throws StoreFault {
        int number = parts.size() + 1;
        if (number > MOST_PARTS) {
            throw new StoreFault("the backup needs more than %d parts".formatted(MOST_PARTS), null);
        }
        sha256.update(buffer, 0, filled);
        var md5 = digest("MD5");
        md5.update(buffer, 0, filled);
        parts.add(
                store.uploadPart(
                        key,
                        id,
                        number,
                        Base64.getEncoder().encodeToString(md5.digest()),
                        buffer,
                        filled));
        filled = 0;
    }

    /// Sends the rest, and makes an object of it all. Then asks the store for its size, which must
    /// be what was sent.
    public Stored complete() throws StoreFault {
        if (filled > 0 || parts.isEmpty()) {
            uploadPart();
        }
        store.complete(key, id, parts);
        long size = store.size(key).orElse(-1L);
        if (size != written) {
            throw new StoreFault(
                    "the object store keeps %d bytes of %d".formatted(size, written), null);
        }
        return new Stored(written, HexFormat.of().formatHex(sha256.digest()));
    }

    /// Throws away what was uploaded.
    public void abort() throws StoreFault {
        store.abort(key, id);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
