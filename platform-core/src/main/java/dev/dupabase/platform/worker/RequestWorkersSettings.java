package dev.dupabase.platform.worker;

import dev.dupabase.platform.http.HttpProperties;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/// Gives the container its threads and counts them.
@Component
class RequestWorkersSettings
        implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>,
                Ordered,
                DisposableBean {
    /// Longer than a point read takes under full load, shorter than a person notices.
    private static final Duration SLOW = Duration.ofMillis(5);

    private final RequestWorkers workers;

    RequestWorkersSettings(HttpProperties http, MeterRegistry meters) {
        workers = new RequestWorkers(http.workers(), SLOW);
        Gauge.builder("dupabase.request.workers.busy", workers, RequestWorkers::getActiveCount)
                .description("threads of REQUEST_WORKERS that run a request")
                .register(meters);
        FunctionCounter.builder("dupabase.request.overflow", workers, RequestWorkers::overflowed)
                .description("requests run on virtual threads, as the workers were held up")
                .register(meters);
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addProtocolHandlerCustomizers(protocol -> protocol.setExecutor(workers));
    }

    /// After Spring Boot's own, which would give every request a virtual thread.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /// The container has answered or cut off the last requests by now.
    @Override
    public void destroy() {
        workers.shutdown();
    }
}
