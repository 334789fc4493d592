package dev.dupabase.platform.http.status;

import dev.dupabase.platform.presence.OpenConnections;
import java.util.Set;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// HTTP/1.1 as Tomcat speaks it, with reason phrases. Tomcat makes it by its name.
public final class StatusLineProtocol extends Http11NioProtocol implements OpenConnections {
    public StatusLineProtocol() {
        StatusLineProcessor.verify();
    }

    @Override
    protected Processor createProcessor() {
        return new StatusLineProcessor(this, getAdapter());
    }

    @Override
    public Set<SocketWrapperBase<NioChannel>> connections() {
        return getEndpoint().getConnections();
    }
}
