package dev.dupabase.auth.factor;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/// Base32 without padding (RFC 4648), as authenticator apps want their secrets.
final class Base32Text {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int BYTE_BITS = 8;

    private Base32Text() {}

    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << BYTE_BITS) | (b & 0xff);
            bits += BYTE_BITS;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - bits)) & 31));
        }
        return text.toString();
    }

    /// Letters that are not of the alphabet, such as padding, are skipped.
    static byte[] decode(String text) {
        var bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char letter : text.toUpperCase(Locale.ROOT).toCharArray()) {
            int value = ALPHABET.indexOf(letter);
            if (value < 0) {
                continue;
            }
            buffer = (buffer << BITS) | value;
            bits += BITS;
            if (bits >= BYTE_BITS) {
                bits -= BYTE_BITS;
                bytes.write(buffer >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
