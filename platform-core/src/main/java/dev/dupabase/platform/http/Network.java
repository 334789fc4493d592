package dev.dupabase.platform.http;

import java.net.InetAddress;

/// A range of IP addresses.
///
/// @param bits how many leading bits of the address count
public record Network(InetAddress address, int bits) {
    public static boolean isValid(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// @param text CIDR form, such as `10.0.0.0/8`, or a single address
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        var address = InetAddress.ofLiteral((slash < 0 ? text : text.substring(0, slash)).strip());
        int most = address.getAddress().length * 8;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1).strip());
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("not a network: '%s'".formatted(text));
        }
        return new Network(address, bits);
    }

    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((mine[whole] ^ theirs[whole]) & 0xFF) >> (8 - rest) == 0;
    }
}
