package dev.dupabase.auth.provider;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.outbound.AddressGuard;
import dev.dupabase.platform.outbound.OutboundException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a custom provider must be like (contracts/auth.md §1.20).
@Component
class CustomProviderRules {
    private static final String PREFIX = "custom:";
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9:-]{0,48}[a-z0-9]");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_CLIENT_ID = 512;
    private static final int LONGEST_URL = 2048;

    private static final Set<String> RESERVED_PARAMETERS =
            Set.of(
                    "client_id",
                    "client_secret",
                    "redirect_uri",
                    "response_type",
                    "state",
                    "code_challenge",
                    "code_challenge_method",
                    "code_verifier",
                    "nonce");

    private static final Set<String> PROTECTED =
            Set.of(
                    "id",
                    "aud",
                    "role",
                    "app_metadata",
                    "created_at",
                    "updated_at",
                    "confirmed_at",
                    "email_confirmed_at",
                    "phone_confirmed_at",
                    "email_verified",
                    "phone_verified",
                    "banned_until",
                    "is_super_admin");

    private final AddressGuard guard;

    CustomProviderRules(AddressGuard guard) {
        this.guard = guard;
    }

    /// What must be there, and right, before anything else is looked at.
    static void requireComplete(CustomProviderForm form) {
        var type = form.providerType().orElse("");
        if (!type.equals(CustomProvider.OIDC) && !type.equals(CustomProvider.OAUTH2)) {
            throw refuse("provider_type must be either 'oauth2' or 'oidc'");
        }
        var identifier = required(form.identifier(), "identifier is required");
        if (!identifier.startsWith(PREFIX)) {
            throw refuse(
                    "identifier must start with 'custom:' prefix, e.g. 'custom:%s'"
                            .formatted(identifier));
        }
        if (!IDENTIFIER.matcher(identifier).matches()) {
            throw refuse(
                    "identifier must be at most 50 lower-case letters, digits, colons and hyphens");
        }
        required(form.name(), "name is required");
        required(form.clientId(), "client_id is required");
        required(form.clientSecret(), "client_secret is required");
        if (type.equals(CustomProvider.OIDC)) {
            required(form.issuer(), "issuer is required for OIDC providers");
        } else {
            required(form.authorizationUrl(), "authorization_url is required for OAuth2 providers");
            required(form.tokenUrl(), "token_url is required for OAuth2 providers");
            required(form.userinfoUrl(), "userinfo_url is required for OAuth2 providers");
        }
    }

    /// What holds for a provider however it came to be.
    void require(CustomProvider provider) {
        requireLength(provider.name(), LONGEST_NAME, "name");
        requireLength(provider.clientId(), LONGEST_CLIENT_ID, "client_id");
        requireLength(provider.clientSecret().reveal(), Integer.MAX_VALUE, "client_secret");
        provider.parameters().forEach(CustomProviderRules::requireParameter);
        for (var target : provider.attributeMapping().keySet()) {
            if (PROTECTED.contains(target.toLowerCase(Locale.ROOT))) {
                throw refuse("attribute_mapping cannot set '%s'".formatted(target));
            }
        }
        requireAddress("issuer", provider.issuer());
        requireAddress("discovery_url", provider.discoveryUrl());
        requireAddress("authorization_url", provider.authorizationUrl());
        requireAddress("token_url", provider.tokenUrl());
        requireAddress("userinfo_url", provider.userInfoUrl());
        requireAddress("jwks_uri", provider.jwksUri());
    }

    private static void requireParameter(String name, @Nullable Object value) {
        if (RESERVED_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw refuse("Cannot override reserved OAuth parameter: " + name);
        }
        if (!(value instanceof String)) {
            throw refuse("Authorization parameter \"%s\" must be a string".formatted(name));
        }
    }

    private void requireAddress(String name, Optional<String> url) {
        if (url.isEmpty()) {
            return;
        }
        requireLength(url.get(), LONGEST_URL, name);
        try {
            var uri = new URI(url.get());
            if (!"https".equals(uri.getScheme())) {
                throw refuse("%s must be an HTTPS URL".formatted(name));
            }
            guard.addressesOf(uri);
        } catch (URISyntaxException e) {
            throw refuse("%s must be a valid URL".formatted(name));
        } catch (OutboundException e) {
            throw refuse("%s is not allowed: %s".formatted(name, e.getMessage()));
        }
    }

    private static void requireLength(String text, int most, String name) {
        if (text.isEmpty()) {
            throw refuse(name + " is required");
        }
        if (text.length() > most) {
            throw refuse("%s cannot exceed %d characters".formatted(name, most));
        }
    }

    private static String required(Optional<String> value, String message) {
        return value.filter(text -> !text.isEmpty()).orElseThrow(() -> refuse(message));
    }

    static ApiException refuse(String message) {
        return AuthError.VALIDATION_FAILED.refuse(message);
    }
}
