package dev.dupabase.platform.usage;

import dev.dupabase.platform.route.RequestPath;
import dev.dupabase.platform.tenant.ProjectRequest;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/// Hears of each request when its answer has left, as the container's own access log does: then the
/// bytes are known, and the client waits for nothing that is done here.
final class UsageValve extends ValveBase implements AccessLog {
    private static final String PLATFORM_PREFIX = "/platform/projects/";
    private static final int UUID_LENGTH = 36;
    private static final int FAILED = 400;
    private static final int CONFLICT = 409;
    private static final int FAULT = 500;

    private final UsageMeter meter;
    private final RequestListener log;

    UsageValve(UsageMeter meter, RequestListener log) {
        super(true);
        this.meter = meter;
        this.log = log;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        var found = ProjectRequest.find(request);
        if (found.isPresent()) {
            var call = found.get();
            var kind = UsageClass.ofPath(RequestPath.of(request));
            int status = response.getStatus();
            var measures = measures(request, response, nanos, call.notes().rows());
            meter.count(call.project().id(), kind, status, measures);
            log.answered(call, kind, request, status, measures);
        } else {
            var project = ofPlatform(request, response.getStatus());
            if (project != null) {
                meter.count(
                        project,
                        UsageClass.PLATFORM,
                        response.getStatus(),
                        measures(request, response, nanos, 0));
            }
        }
    }

    private static Measures measures(Request request, Response response, long nanos, long rows) {
        return new Measures(
                nanos,
                rows,
                request.getCoyoteRequest().getBytesRead(),
                response.getBytesWritten(false));
    }

    /// The project a call of the platform API was about, if the caller was let to it: else anybody
    /// could have us count for whatever he names.
    private static @Nullable UUID ofPlatform(Request request, int status) {
        var path = request.getRequestURI();
        int end = PLATFORM_PREFIX.length() + UUID_LENGTH;
        if (path == null
                || !path.startsWith(PLATFORM_PREFIX)
                || path.length() < end
                || (status >= FAILED && status != CONFLICT && status < FAULT)) {
            return null;
        }
        try {
            return UUID.fromString(path.substring(PLATFORM_PREFIX.length(), end));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // Those are for logs of addresses.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
