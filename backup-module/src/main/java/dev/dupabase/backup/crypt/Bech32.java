package dev.dupabase.backup.crypt;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/// The text form of keys (BIP 173, without its limit of length).
final class Bech32 {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
    };
    private static final int CHECKSUM = 6;

    private Bech32() {}

    static String encode(String prefix, byte[] bytes) {
        var values = regroup(bytes, 8, 5, true);
        var text = new StringBuilder(prefix).append('1');
        for (byte value : values) {
            text.append(ALPHABET.charAt(value));
        }
        int sum = polymod(prefix, values, new byte[CHECKSUM]) ^ 1;
        for (int i = 0; i < CHECKSUM; i++) {
            text.append(ALPHABET.charAt((sum >> (5 * (5 - i))) & 31));
        }
        return text.toString();
    }

    /// @throws IllegalArgumentException if it does not begin with the prefix, or was mistyped
    static byte[] decode(String prefix, String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))
                && !text.equals(text.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("small and capital letters");
        }
        var lower = text.toLowerCase(Locale.ROOT);
        int separator = lower.lastIndexOf('1');
        if (separator < 1
                || !lower.substring(0, separator).equals(prefix)
                || lower.length() - separator - 1 < CHECKSUM) {
            throw new IllegalArgumentException("not a key that begins with " + prefix);
        }
        var values = new byte[lower.length() - separator - 1];
        for (int i = 0; i < values.length; i++) {
            int value = ALPHABET.indexOf(lower.charAt(separator + 1 + i));
            if (value < 0) {
                throw new IllegalArgumentException("a letter that no key has");
            }
            values[i] = (byte) value;
        }
        if (polymod(prefix, values, new byte[0]) != 1) {
            throw new IllegalArgumentException("the checksum is wrong");
        }
        var payload = Arrays.copyOf(values, values.length - CHECKSUM);
        return regroup(payload, 5, 8, false);
    }

    private static int polymod(String prefix, byte[] values, byte[] more) {
        int sum = 1;
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) >> 5);
        }
        sum = step(sum, 0);
        for (int i = 0; i < prefix.length(); i++) {
            sum = step(sum, prefix.charAt(i) & 31);
        }
        for (byte value : values) {
            sum = step(sum, value);
        }
        for (byte value : more) {
            sum = step(sum, value);
        }
        return sum;
    }

    private static int step(int sum, int value) {
        int top = sum >>> 25;
        int next = ((sum & 0x1ffffff) << 5) ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            if (((top >> i) & 1) != 0) {
                next ^= GENERATOR[i];
            }
        }
        return next;
    }

    private static byte[] regroup(byte[] in, int from, int to, boolean pad) {
        var out = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (byte value : in) {
            buffer = (buffer << from) | (value & ((1 << from) - 1));
            bits += from;
            while (bits >= to) {
                bits -= to;
                out.write((buffer >> bits) & ((1 << to) - 1));
            }
            buffer &= (1 << bits) - 1;
        }
        if (pad && bits > 0) {
            out.write((buffer << (to - bits)) & ((1 << to) - 1));
        } else if (!pad && (bits >= from || buffer != 0)) {
            throw new IllegalArgumentException("bits are left over");
        }
        return out.toByteArray();
    }
}
