package dev.dupabase.platform.http.status;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/// HTTP/1.1 as Tomcat speaks it, with reason phrases. Tomcat makes it by its name.
public final class StatusLineProtocol extends Http11NioProtocol {
    public StatusLineProtocol() {
        StatusLineProcessor.verify();
    }

    @Override
    protected Processor createProcessor() {
        return new StatusLineProcessor(this, getAdapter());
    }
}
