package dev.dupabase.platform.outbound;

import dev.dupabase.platform.http.Network;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Decides which addresses may be called for a user: by https those of the public internet, in any
/// way those on the operator's list.
@Component
public class AddressGuard {
    private final NameService names;
    private final List<String> hosts;
    private final List<Network> networks;

    @Autowired
    AddressGuard(OutboundProperties properties) {
        this(properties, NameService.SYSTEM);
    }

    AddressGuard(OutboundProperties properties, NameService names) {
        this.names = names;
        this.hosts =
                properties.allowed().stream().filter(entry -> !Network.isValid(entry)).toList();
        this.networks =
                properties.allowed().stream().filter(Network::isValid).map(Network::parse).toList();
    }

    /// The addresses behind a URL, looked up once: who connects to these, and looks nothing up
    /// again, cannot be led elsewhere by a name that changes its mind.
    ///
    /// @throws OutboundException.Refused if the URL's form or any of its addresses is not allowed
    /// @throws OutboundException.Unreachable if the host has no address
    public List<InetAddress> addressesOf(URI uri) throws OutboundException {
        var host = checkedHost(uri);
        InetAddress[] addresses;
        try {
            addresses = names.addressesOf(host);
        } catch (UnknownHostException e) {
            throw new OutboundException.Unreachable("%s has no address".formatted(host), e);
        }
        for (var address : addresses) {
            if (!permits(isEncrypted(uri), host, address)) {
                throw new OutboundException.Refused(
                        "%s is not an address that may be called".formatted(host));
            }
        }
        return List.of(addresses);
    }

    private static String checkedHost(URI uri) throws OutboundException.Refused {
        @Nullable String host = uri.getHost();
        if (host == null || host.isEmpty() || uri.getRawUserInfo() != null) {
            throw new OutboundException.Refused("not a URL with a host and without a password");
        }
        if (!isEncrypted(uri) && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new OutboundException.Refused("only https can be called");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static boolean isEncrypted(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private boolean permits(boolean encrypted, String host, InetAddress address) {
        return (encrypted && PublicAddresses.contains(address))
                || hosts.contains(host)
                || networks.stream().anyMatch(network -> network.contains(address));
    }
}
