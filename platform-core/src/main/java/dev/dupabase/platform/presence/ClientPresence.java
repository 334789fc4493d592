package dev.dupabase.platform.presence;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/// Tells whether the client of a request has hung up. While a request runs the container does not
/// look at its connection; so this reads from it without waiting. What a client may have sent
/// already, its next request, goes into the container's own buffer.
///
/// A client that shuts down its sending half counts as gone, as with most servers.
@Component
public class ClientPresence
        implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final List<WatchedProtocol> protocols = new CopyOnWriteArrayList<>();

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        if (factory instanceof TomcatWebServerFactory tomcat) {
            tomcat.addConnectorCustomizers(connector -> {
                if (!(connector.getProtocolHandler() instanceof WatchedProtocol protocol)) {
                    throw new IllegalStateException("the container speaks another protocol");
                }
                protocols.add(protocol);
            });
        }
    }

    /// Whether the client has left. May be asked in another thread while the request's own neither
    /// reads from the client nor writes to it.
    public BooleanSupplier hasLeft(HttpServletRequest request) {
        return new Departure(request.getRemoteAddr(), request.getRemotePort());
    }

    private final class Departure implements BooleanSupplier {
        private final String address;
        private final int port;
        private @Nullable SocketWrapperBase<NioChannel> connection;

        Departure(String address, int port) {
            this.address = address;
            this.port = port;
        }

        @Override
        public boolean getAsBoolean() {
            var known = connection;
            if (known == null) {
                known = find();
                connection = known;
            }
            return known != null && hasEnded(known);
        }

        private @Nullable SocketWrapperBase<NioChannel> find() {
            for (var protocol : protocols) {
                for (var candidate : protocol.connections()) {
                    if (candidate.getRemotePort() == port
                            && address.equals(candidate.getRemoteAddr())) {
                        return candidate;
                    }
                }
            }
            return null;
        }

        private static boolean hasEnded(SocketWrapperBase<NioChannel> connection) {
            try {
                // fails at the end of the stream, and if the client has reset it
                boolean pending = connection.isReadyForRead();
                return !pending && connection.isClosed();
            } catch (IOException e) {
                return true;
            }
        }
    }
}
