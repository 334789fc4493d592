package dev.dupabase.backup.crypt;

import java.nio.ByteBuffer;

/// Counts the chunks of a file: eleven bytes of number, and one that says whether it is the last.
final class ChunkNonce {
    private static final int BYTES = 12;
    private static final int NUMBER_AT = 3;

    private long number;

    byte[] next(boolean last) {
        var nonce = at(number, last);
        number++;
        return nonce;
    }

    private static byte[] at(long number, boolean last) {
        return ByteBuffer.allocate(BYTES)
                .putLong(NUMBER_AT, number)
                .put(BYTES - 1, (byte) (last ? 1 : 0))
                .array();
    }
}
