package dev.dupabase.admin.security;

import dev.dupabase.platform.route.ApiArea;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Refuses paths of the platform API that could be read in two ways. The other APIs are not guarded
/// by Spring Security and have names in their paths that it would refuse.
final class PlatformFirewall implements HttpFirewall {
    private final StrictHttpFirewall strict = new StrictHttpFirewall();

    PlatformFirewall() {
        // Which methods a route has, its controller knows; it answers 405.
        strict.setUnsafeAllowAnyHttpMethod(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        return ApiArea.of(request) == ApiArea.PLATFORM
                ? strict.getFirewalledRequest(request)
                : new Unchecked(request);
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return response;
    }

    private static final class Unchecked extends FirewalledRequest {
        Unchecked(HttpServletRequest request) {
            super(request);
        }

        @Override
        public void reset() {
            // Nothing was changed.
        }
    }
}
