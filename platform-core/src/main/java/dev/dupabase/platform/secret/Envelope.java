package dev.dupabase.platform.secret;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The bytes of a sealed record: version, id of the master key, nonce and wrapped data key, nonce
/// and ciphertext.
final class Envelope {
    static final byte VERSION = 1;
    static final int DATA_KEY_BYTES = 32;
    private static final int HEADER_BYTES = 1 + MasterKey.ID_BYTES;
    private static final int WRAPPED_BYTES = DATA_KEY_BYTES + AesGcm.TAG_BYTES;

    /// Version and id of the master key; authenticated with the wrapped key.
    final byte[] header;

    final byte[] keyNonce;
    final byte[] wrappedKey;
    final byte[] nonce;
    final byte[] sealed;

    Envelope(byte[] header, byte[] keyNonce, byte[] wrappedKey, byte[] nonce, byte[] sealed) {
        this.header = header;
        this.keyNonce = keyNonce;
        this.wrappedKey = wrappedKey;
        this.nonce = nonce;
        this.sealed = sealed;
    }

    static Envelope of(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new SealBroken("not a sealed record");
        }
        var buffer = ByteBuffer.wrap(bytes);
        try {
            return new Envelope(
                    take(buffer, HEADER_BYTES),
                    take(buffer, AesGcm.NONCE_BYTES),
                    take(buffer, WRAPPED_BYTES),
                    take(buffer, AesGcm.NONCE_BYTES),
                    take(buffer, buffer.remaining()));
        } catch (BufferUnderflowException e) {
            throw new SealBroken("a sealed record is cut short", e);
        }
    }

    static byte[] header(MasterKey key) {
        return ByteBuffer.allocate(HEADER_BYTES).put(VERSION).put(key.id()).array();
    }

    byte[] masterKeyId() {
        return Arrays.copyOfRange(header, 1, header.length);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(
                        HEADER_BYTES + 2 * AesGcm.NONCE_BYTES + WRAPPED_BYTES + sealed.length)
                .put(header)
                .put(keyNonce)
                .put(wrappedKey)
                .put(nonce)
                .put(sealed)
                .array();
    }

    private static byte[] take(ByteBuffer buffer, int length) {
        var bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }
}
