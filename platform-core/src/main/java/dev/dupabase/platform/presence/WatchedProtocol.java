package dev.dupabase.platform.presence;

import java.util.Set;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// The container's own protocol, which lets its connections be seen.
public class WatchedProtocol extends Http11NioProtocol {
    /// For Tomcat.
    public WatchedProtocol() {}

    Set<SocketWrapperBase<NioChannel>> connections() {
        return getEndpoint().getConnections();
    }
}
