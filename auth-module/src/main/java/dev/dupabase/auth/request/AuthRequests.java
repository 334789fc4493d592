package dev.dupabase.auth.request;

import dev.dupabase.auth.settings.AuthSettingsSection;
import dev.dupabase.platform.project.ProjectProperties;
import dev.dupabase.platform.tenant.ProjectRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
        var base =
                snapshot.site()
                        .externalUrl()
                        .orElse(properties.siteUrl() + "/p/" + origin.project().ref());
        var request =
                new AuthRequest(
                        servlet,
                        origin,
                        snapshot,
                        FormValues.parse(servlet.getQueryString()),
                        form,
                        base.endsWith(PATH) ? base : base + PATH);
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
