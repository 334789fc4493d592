package dev.dupabase.platform.outbound;

import dev.dupabase.platform.http.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Tells addresses of the public internet from all others (IANA's special-purpose registries).
final class PublicAddresses {
    private static final List<Network> SPECIAL_V4 =
            networks(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3");

    /// What global unicast means today; all else is reserved, local or a tunnel.
    private static final Network GLOBAL_V6 = Network.parse("2000::/3");

    private static final List<Network> SPECIAL_V6 =
            networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// Translated by a gateway to the IPv4 address in its last four bytes.
    private static final Network NAT64 = Network.parse("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address instanceof Inet4Address) {
            return isInNone(SPECIAL_V4, address);
        }
        var bytes = address.getAddress();
        if (NAT64.contains(address) || isMapped(bytes)) {
            return contains(lastFour(bytes));
        }
        return GLOBAL_V6.contains(address) && isInNone(SPECIAL_V6, address);
    }

    private static boolean isInNone(List<Network> special, InetAddress address) {
        return special.stream().noneMatch(network -> network.contains(address));
    }

    /// `::ffff:a.b.c.d`, which Java hands out as an IPv4 address in most ways, but not in all.
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static InetAddress lastFour(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
