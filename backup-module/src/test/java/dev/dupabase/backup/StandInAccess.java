package dev.dupabase.backup;

import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.Origin;
import dev.dupabase.platform.access.PasswordConfirmation;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.error.ErrorDialect;
import dev.dupabase.platform.error.ErrorReply;
import dev.dupabase.platform.project.ProjectDirectory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Stands in for the admin module in tests: the caller is the user id in header `X-Test-User`, the
/// rank the one in `X-Test-Role` (absent: no member), the password always `right`.
@Configuration(proxyBeanMethods = false)
public class StandInAccess implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    public static final List<Deed> DEEDS = new CopyOnWriteArrayList<>();
    private static final ThreadLocal<String> ROLE = new ThreadLocal<>();

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        var user = request.getHeader("X-Test-User");
        if (user == null) {
            throw new ApiException(CommonError.UNAUTHENTICATED, "sign in first");
        }
        ROLE.set(request.getHeader("X-Test-Role"));
        return new Caller(
                UUID.fromString(user),
                user + "@example.com",
                false,
                new UUID(0, 1),
                new Origin("127.0.0.1", "127.0.0.1", "test", "test", false));
    }

    @Bean
    ProjectAccess projectAccess(ProjectDirectory directory) {
        return new ProjectAccess() {
            @Override
            public Access require(Caller caller, UUID projectId, OrgRole least) {
                var project =
                        directory
                                .find(projectId)
                                .orElseThrow(() ->
                                        new ApiException(CommonError.NOT_FOUND, "no such project"));
                return new Access(project, requireIn(caller, project.orgId(), least));
            }

            @Override
            public OrgRole requireIn(Caller caller, UUID organisation, OrgRole least) {
                if (ROLE.get() == null) {
                    throw new ApiException(CommonError.NOT_FOUND, "no such organisation");
                }
                var role = OrgRole.ofLabel(ROLE.get());
                if (!role.isAtLeast(least)) {
                    throw new ApiException(CommonError.FORBIDDEN, "rank too low");
                }
                return role;
            }

            @Override
            public UUID personalOrganisation(Caller caller) {
                return caller.id();
            }
        };
    }

    @Bean
    PasswordConfirmation passwordConfirmation() {
        return (caller, field, password) -> {
            if (password == null || password.isEmpty()) {
                throw new ApiException(CommonError.MALFORMED_REQUEST, "your password is needed")
                        .field(field, "is needed");
            }
            if (!"right".equals(password)) {
                throw new ApiException(CommonError.UNAUTHENTICATED, "the password is wrong");
            }
        };
    }

    @Bean
    AuditTrail auditTrail() {
        return (deed, origin) -> DEEDS.add(deed);
    }

    @Bean
    ErrorDialect platformDialect() {
        return new ErrorDialect() {
            @Override
            public String pathPrefix() {
                return "/platform";
            }

            @Override
            public ErrorReply reply(ApiException refusal, HttpServletRequest request) {
                return new ErrorReply(
                        refusal.code().status(),
                        refusal.headers(),
                        Map.of(
                                "error",
                                refusal.explanation(),
                                "code",
                                refusal.code().code(),
                                "fields",
                                refusal.fields()));
            }
        };
    }
}
