package dev.dupabase.auth.request;

import dev.dupabase.auth.settings.AuthSettingsSection;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectProperties;
import dev.dupabase.platform.tenant.ProjectRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/// Makes the [AuthRequest] of a servlet request, once for each.
@Component
public class AuthRequests {
    private static final String ATTRIBUTE = AuthRequest.class.getName();
    private static final String BODY = AuthRequests.class.getName() + ".body";
    private static final String PATH = "/auth/v1";

    private final AuthSettingsSection settings;
    private final ProjectProperties properties;

    AuthRequests(AuthSettingsSection settings, ProjectProperties properties) {
        this.settings = settings;
        this.properties = properties;
    }

    /// A request of this API that another one stands for: in a project's own name, without a key, a
    /// bearer or a word of the query.
    ///
    /// @param carrier whose client it is
    /// @param redirectTo where links shall lead in the end; null: it does not say
    public AuthRequest onBehalf(
            HttpServletRequest carrier, ProjectRequest origin, @Nullable String redirectTo) {
        var query =
                redirectTo == null
                        ? FormValues.NONE
                        : new FormValues(Map.of("redirect_to", List.of(redirectTo)));
        return new AuthRequest(
                new SilentRequest(carrier),
                origin,
                settings.of(origin.project()),
                query,
                FormValues.NONE,
                externalUrl(origin.project()));
    }

    /// Says nothing but which program sent it.
    private static final class SilentRequest extends HttpServletRequestWrapper {
        private SilentRequest(HttpServletRequest carrier) {
            super(carrier);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase("User-Agent") ? super.getHeader(name) : null;
        }
    }

    private String externalUrl(Project project) {
        var base =
                settings.of(project)
                        .site()
                        .externalUrl()
                        .orElse(properties.siteUrl() + "/p/" + project.ref());
        return base.endsWith(PATH) ? base : base + PATH;
    }

    public AuthRequest of(HttpServletRequest servlet) {
        if (servlet.getAttribute(ATTRIBUTE) instanceof AuthRequest known) {
            return known;
        }
        var origin = ProjectRequest.of(servlet);
        var snapshot = settings.of(origin.project());
        var form =
                isForm(servlet)
                        ? FormValues.parse(new String(body(servlet), StandardCharsets.UTF_8))
                        : FormValues.NONE;
        var request =
                new AuthRequest(
                        servlet,
                        origin,
                        snapshot,
                        FormValues.parse(servlet.getQueryString()),
                        form,
                        externalUrl(origin.project()));
        servlet.setAttribute(ATTRIBUTE, request);
        return request;
    }

    /// The whole body; the filters have bounded it.
    static byte[] body(HttpServletRequest servlet) {
        if (servlet.getAttribute(BODY) instanceof byte[] known) {
            return known;
        }
        try {
            var bytes = servlet.getInputStream().readAllBytes();
            servlet.setAttribute(BODY, bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Files of users are no forms, whatever they call themselves: they would be read whole.
    private static boolean isForm(HttpServletRequest servlet) {
        if (servlet.getRequestURI().endsWith("/users/import")) {
            return false;
        }
        return Optional.ofNullable(servlet.getContentType())
                .filter(type -> type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE))
                .isPresent();
    }
}
