package dev.dupabase.auth.hook;

import dev.dupabase.auth.request.AuthRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Calls the hooks that are told of what has happened, when it is all over.
@Component
class AfterRequest implements WebMvcConfigurer, HandlerInterceptor {
    private final AuthRequests requests;
    private final NewUserHooks newUsers;

    AfterRequest(AuthRequests requests, NewUserHooks newUsers) {
        this.requests = requests;
        this.newUsers = newUsers;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/auth/v1/**");
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        newUsers.tell(requests.of(request));
    }
}
