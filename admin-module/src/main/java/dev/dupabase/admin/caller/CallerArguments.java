package dev.dupabase.admin.caller;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Origin;
import dev.dupabase.platform.http.Client;
import dev.dupabase.platform.http.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Hands [Caller] and [Origin] to the controllers that ask for them.
@Component
public class CallerArguments implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    private static final int LONGEST_USER_AGENT = 300;

    private final Client client;

    CallerArguments(Client client) {
        this.client = client;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class
                || parameter.getParameterType() == Origin.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (parameter.getParameterType() == Caller.class) {
            return current()
                    .orElseThrow(() -> new IllegalStateException("a public route has no caller"));
        }
        var http = request.getNativeRequest(HttpServletRequest.class);
        if (http == null) {
            throw new IllegalStateException("not a servlet request");
        }
        return originOf(http);
    }

    /// Where the request came from.
    public Origin originOf(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return new Origin(
                client.address(request),
                client.network(request),
                agent == null
                        ? ""
                        : agent.substring(0, Math.min(LONGEST_USER_AGENT, agent.length())),
                RequestId.of(request),
                client.isSecure(request));
    }

    /// Lets a job do what somebody asked for in a request, in that account's name: so the audit log
    /// knows whose deed it is.
    public static void onBehalfOf(Caller caller, Runnable work) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
        SecurityContextHolder.setContext(context);
        try {
            work.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /// Who makes the request that this thread serves; nobody outside of one.
    public static Optional<Caller> current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }
}
