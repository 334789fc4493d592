package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Where the server is switched off, all of its paths say so before they look at anything else.
@Component
class ServerGate implements HandlerInterceptor, WebMvcConfigurer {
    private final AuthRequests requests;

    ServerGate(AuthRequests requests) {
        this.requests = requests;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns(
                        "/auth/v1/oauth/**",
                        "/auth/v1/admin/oauth/**",
                        "/auth/v1/user/oauth/**",
                        "/auth/v1/.well-known/oauth-authorization-server");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest servlet, HttpServletResponse response, Object handler) {
        if (!requests.of(servlet).settings().federation().oauthServer().enabled()) {
            throw AuthError.FEATURE_DISABLED.refuse("OAuth server is disabled");
        }
        return true;
    }
}
