package dev.dupabase.platform.presence;

import java.util.Set;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// What the container's protocol must be for [ClientPresence] to find the connection of a request.
public interface OpenConnections {
    Set<SocketWrapperBase<NioChannel>> connections();
}
