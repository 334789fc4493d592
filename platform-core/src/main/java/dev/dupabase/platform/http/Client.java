package dev.dupabase.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who is at the other end of a connection, behind the proxies the operator trusts
/// (contracts/platform.md §4.3). What an untrusted peer says of itself is not believed.
@Component
public class Client {
    private static final String ADDRESS = Client.class.getName() + ".address";

    private final boolean trustProxy;
    private final List<Network> trusted;

    Client(HttpProperties properties) {
        this.trustProxy = properties.trustProxy();
        this.trusted = properties.trustedProxies().stream().map(Network::parse).toList();
    }

    /// The client's IP address: of the socket, or the right-most hop in `X-Forwarded-For` that is
    /// not a trusted proxy.
    public String address(HttpServletRequest request) {
        if (!trustProxy) {
            return request.getRemoteAddr();
        }
        if (request.getAttribute(ADDRESS) instanceof String known) {
            return known;
        }
        var address = behindProxies(request);
        request.setAttribute(ADDRESS, address);
        return address;
    }

    /// What rate limits count by: the address, or the first 64 bits of an IPv6 one, since a single
    /// customer holds all of those.
    public String network(HttpServletRequest request) {
        var address = address(request);
        if (address.indexOf(':') < 0
                || !(InetAddress.ofLiteral(address) instanceof Inet6Address v6)) {
            return address;
        }
        return HexFormat.of().formatHex(v6.getAddress(), 0, 8) + "/64";
    }

    /// Whether the client came over TLS, to us or to a trusted proxy.
    public boolean isSecure(HttpServletRequest request) {
        return request.isSecure()
                || (trustProxy
                        && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))
                        && isTrusted(request.getRemoteAddr()));
    }

    private String behindProxies(HttpServletRequest request) {
        var peer = request.getRemoteAddr();
        if (!isTrusted(peer)) {
            return peer;
        }
        var hops = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")));
        if (hops.isBlank()) {
            return literal(request.getHeader("X-Real-IP")).orElse(peer);
        }
        var nearest = peer;
        var list = hops.split(",");
        for (int i = list.length - 1; i >= 0; i--) {
            var hop = literal(list[i]);
            if (hop.isEmpty()) {
                return nearest;
            }
            nearest = hop.get();
            if (!isTrusted(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    private boolean isTrusted(String address) {
        var literal = InetAddress.ofLiteral(address);
        for (var network : trusted) {
            if (network.contains(literal)) {
                return true;
            }
        }
        return false;
    }

    /// The address in a hop, which may carry a port; empty if it is none.
    private static Optional<String> literal(@Nullable String hop) {
        if (hop == null) {
            return Optional.empty();
        }
        var text = hop.strip();
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            text = end < 0 ? text : text.substring(1, end);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            text = text.substring(0, text.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text).getHostAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
