package dev.dupabase.auth.request;

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

/// Hands controllers their [AuthRequest] and their [JsonBody].
@Component
class RequestArguments implements WebMvcConfigurer {
    private final AuthRequests requests;
    private final JsonBodies bodies;

    RequestArguments(AuthRequests requests, JsonBodies bodies) {
        this.requests = requests;
        this.bodies = bodies;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ForRequest());
        resolvers.add(new ForBody());
    }

    private static HttpServletRequest servlet(NativeWebRequest web) {
        var request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("only servlets serve this");
        }
        return request;
    }

    private final class ForRequest implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == AuthRequest.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest web,
                @Nullable WebDataBinderFactory binders) {
            return requests.of(servlet(web));
        }
    }

    private final class ForBody implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.hasParameterAnnotation(JsonBody.class);
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest web,
                @Nullable WebDataBinderFactory binders) {
            var body = AuthRequests.body(servlet(web));
            var annotation = parameter.getParameterAnnotation(JsonBody.class);
            var mayMiss = annotation != null && annotation.optional() && body.length == 0;
            return bodies.read(
                    mayMiss ? new byte[] {'{', '}'} : body, parameter.getParameterType());
        }
    }
}
