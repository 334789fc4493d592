package dev.dupabase.auth.session;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.AuthRequests;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Hands controllers the [Caller] or [Administrator] they ask for, or refuses the request.
@Component
class CallerArguments implements WebMvcConfigurer {
    private final AuthRequests requests;
    private final Callers callers;

    CallerArguments(AuthRequests requests, Callers callers) {
        this.requests = requests;
        this.callers = callers;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Resolver());
    }

    private final class Resolver implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class
                    || parameter.getParameterType() == Administrator.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest web,
                @Nullable WebDataBinderFactory binders) {
            var servlet = web.getNativeRequest(HttpServletRequest.class);
            if (servlet == null) {
                throw new IllegalStateException("only servlets serve this");
            }
            AuthRequest request = requests.of(servlet);
            return parameter.getParameterType() == Caller.class
                    ? callers.caller(request)
                    : callers.administrator(request);
        }
    }
}
