package dev.dupabase.rest.http;

import dev.dupabase.platform.route.ApiArea;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/// Counts and times requests to `/rest/v1`, in place of Spring's observation, which costs a point
/// read a twentieth of its time and knows nothing of these paths.
@Component
final class RestMetrics implements ObservationPredicate {
    private static final int CLASS = 100;

    private record Series(String method, int statusClass) {}

    private final MeterRegistry meters;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    RestMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /// @param method of HTTP; one the API doesn't know is counted as `other`
    /// @param status of the response; SQL may set any, so that only its class is told
    void answered(String method, int status, long nanos) {
        timers.computeIfAbsent(new Series(known(method), status / CLASS), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean test(String name, Observation.Context context) {
        if (!(context instanceof ServerRequestObservationContext http)) {
            return true;
        }
        var request = http.getCarrier();
        return request == null || ApiArea.of(request) != ApiArea.REST;
    }

    private Timer timer(Series series) {
        return Timer.builder("dupabase.rest.requests")
                .description("Requests to /rest/v1 of projects known by their key")
                .tag("method", series.method())
                .tag("status", series.statusClass() + "xx")
                .register(meters);
    }

    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS" -> method;
            default -> "other";
        };
    }
}
