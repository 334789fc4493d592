package dev.dupabase.platform.http.status;

import dev.dupabase.platform.presence.WatchedProtocol;
import org.apache.coyote.Processor;

/// HTTP/1.1 as Tomcat speaks it, with reason phrases. Tomcat makes it by its name.
public final class StatusLineProtocol extends WatchedProtocol {
    public StatusLineProtocol() {
        StatusLineProcessor.verify();
    }

    @Override
    protected Processor createProcessor() {
        return new StatusLineProcessor(this, getAdapter());
    }
}
