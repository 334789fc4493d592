package dev.dupabase.auth.request;

import dev.dupabase.auth.settings.AuthSettings;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.tenant.ProjectRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A request to this API: what the filters found out, and one snapshot of the project's settings.
///
/// @param origin project, secrets, key and bearer
/// @param query the query string's values; those of a posted form are [#form]
/// @param externalUrl the public address of this API, ending in `/auth/v1`
public record AuthRequest(
        HttpServletRequest servlet,
        ProjectRequest origin,
        AuthSettings settings,
        FormValues query,
        FormValues form,
        String externalUrl) {

    public Project project() {
        return origin.project();
    }

    /// A value of the query, or else of the posted form.
    public Optional<String> value(String name) {
        return query.first(name).or(() -> form.first(name));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(servlet.getHeader(name)).filter(value -> !value.isEmpty());
    }

    public String clientAddress() {
        return origin.clientAddress();
    }

    public String userAgent() {
        return header("User-Agent").orElse("");
    }

    /// The audience that look-ups without a token go by.
    public String audience() {
        return header("X-JWT-AUD").orElse(settings.jwt().audience());
    }

    /// The claim `iss` of this project's tokens.
    public String issuer() {
        return settings.jwt().issuer().orElse(externalUrl);
    }

    /// Where users go if nothing else is asked for.
    public String siteUrl() {
        return settings.site().siteUrl().orElse(project().siteUrl());
    }

    /// Where this request's user is to be sent back to: what it asks for, if that is allowed, else
    /// the site.
    public String redirectTarget() {
        return RedirectTargets.of(this)
                .firstAllowed(header("redirect_to"), value("redirect_to"), header("Referer"));
    }

    /// This request, as if it had asked for that target: for what a user comes back with from
    /// elsewhere.
    public AuthRequest returningTo(String target) {
        var values = new LinkedHashMap<>(query.values());
        values.put("redirect_to", List.of(target));
        return new AuthRequest(
                servlet, origin, settings, new FormValues(values), form, externalUrl);
    }

    /// Whether a user may be sent to that address.
    public boolean mayReturnTo(String target) {
        return RedirectTargets.of(this).isAllowed(target);
    }

    /// The same, for endpoints whose body may name the target too.
    ///
    /// @param given empty if it does not
    public String redirectTarget(String given) {
        return RedirectTargets.of(this)
                .firstAllowed(
                        header("redirect_to"),
                        value("redirect_to"),
                        Optional.of(given).filter(text -> !text.isEmpty()),
                        header("Referer"));
    }
}
