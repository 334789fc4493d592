package dev.dupabase.auth.saml;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.secret.Secret;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/// This project, as identity providers know it.
///
/// @param base its public address, ending in `/auth/v1`
record ServiceProvider(String base, SamlKeys keys, Optional<SamlKeys> next) {
    /// @throws ApiException if it is switched off, or has no key
    static ServiceProvider of(AuthRequest request) {
        var settings = request.settings().federation().saml();
        if (!settings.enabled()) {
            throw disabled();
        }
        var secret = settings.privateKey().orElseThrow(() -> broken("SAML_PRIVATE_KEY is not set"));
        var url = settings.externalUrl().map(given -> given.replaceAll("/$", ""));
        return new ServiceProvider(
                url.map(given -> given.endsWith("/auth/v1") ? given : given + "/auth/v1")
                        .orElse(request.externalUrl()),
                keys(secret),
                settings.nextPrivateKey().map(ServiceProvider::keys));
    }

    private static SamlKeys keys(Secret secret) {
        try {
            return SamlKeys.of(secret);
        } catch (SamlFault e) {
            throw broken(e.reason());
        }
    }

    static ApiException disabled() {
        return AuthError.SAML_PROVIDER_DISABLED.refuse("SAML 2.0 is disabled");
    }

    private static ApiException broken(String reason) {
        return AuthError.UNEXPECTED_FAILURE.refuse(
                HttpStatus.INTERNAL_SERVER_ERROR, "SAML is not set up: " + reason);
    }

    String entityId() {
        return base + "/sso/saml/metadata";
    }

    String consumerUrl() {
        return base + "/sso/saml/acs";
    }
}
