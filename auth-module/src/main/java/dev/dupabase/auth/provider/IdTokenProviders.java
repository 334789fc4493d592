package dev.dupabase.auth.provider;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.error.OAuthRefusal;
import dev.dupabase.auth.identity.ExternalProfile;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.platform.error.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Knows whose ID tokens a project takes (contracts/auth.md §1.6 E10).
@Component
public class IdTokenProviders {
    private static final String CUSTOM = "custom:";

    private static final Pattern APPLE = Pattern.compile("https://(appleid|account)\\.apple\\.com");
    private static final Pattern AZURE =
            Pattern.compile(
                    "https://(login\\.microsoftonline\\.com|sts\\.windows\\.net)/[^/?#]+(/v2\\.0)?/?");

    /// Their issuers, where these are not set by `_URL`.
    private static final Map<String, String> ISSUERS =
            Map.of(
                    "apple", "https://appleid.apple.com",
                    "google", "https://accounts.google.com",
                    "azure", "https://login.microsoftonline.com/common",
                    "facebook", "https://www.facebook.com",
                    "keycloak", "",
                    "kakao", "https://kauth.kakao.com",
                    "vercel_marketplace", "https://marketplace.vercel.com",
                    "snapchat", "https://accounts.snapchat.com");

    /// One whose tokens are taken.
    ///
    /// @param provider as identities spell it
    /// @param clientIds whom tokens may be for
    /// @param skipNonce whether a nonce is not looked at
    public record Issuer(
            String provider,
            String issuer,
            Optional<String> discoveryUrl,
            List<String> clientIds,
            boolean skipNonce,
            Function<JsonNode, ExternalProfile> reader) {
        /// Whether a token is for this project, and for nobody else where only one client is known.
        public boolean accepts(JsonNode claims) {
            return IdTokenVerifier.isFor(claims, clientIds);
        }

        /// @throws ProviderFault if the claims do not say who it is
        public ExternalProfile profile(JsonNode claims) {
            return reader.apply(claims);
        }
    }

    private final IdTokenVerifier verifier;
    private final ProviderRegistry registry;
    private final CustomProviders custom;

    IdTokenProviders(IdTokenVerifier verifier, ProviderRegistry registry, CustomProviders custom) {
        this.verifier = verifier;
        this.registry = registry;
        this.custom = custom;
    }

    /// @throws ApiException if its tokens are not taken
    public Issuer find(
            AuthRequest request, String provider, String issuer, String clientId, String token) {
        if (provider.startsWith(CUSTOM)) {
            return ofCustom(request, provider);
        }
        var name = provider.isEmpty() ? byIssuer(issuer) : provider.toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return ofList(request, issuer, clientId);
        }
        if (!ISSUERS.containsKey(name)) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Custom OIDC provider %s not allowed".formatted(quoted(provider)));
        }
        return builtIn(request, name, issuer, token);
    }

    /// @throws ProviderFault if the token is not one of theirs, or too old
    public JsonNode verify(AuthRequest request, Issuer issuer, String token) {
        return verifier.verify(token, issuer.issuer(), issuer.discoveryUrl(), life(request));
    }

    private Issuer ofCustom(AuthRequest request, String identifier) {
        var shown = quoted(identifier);
        var provider =
                custom.find(request, identifier)
                        .orElseThrow(() ->
                                AuthError.VALIDATION_FAILED.refuse(
                                        "Custom provider %s not found".formatted(shown)));
        if (!provider.enabled()) {
            throw AuthError.PROVIDER_DISABLED.refuse(
                    "Custom provider %s is disabled".formatted(shown));
        }
        if (!provider.isOidc() || provider.issuer().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Provider %s is not an OIDC provider".formatted(shown));
        }
        var reader = new OwnProvider(provider, registry.tools(request));
        return new Issuer(
                identifier,
                provider.issuer().get(),
                provider.discoveryUrl(),
                provider.audiences(),
                provider.skipNonceCheck(),
                reader::profile);
    }

    private static String byIssuer(String issuer) {
        if (APPLE.matcher(issuer).matches()) {
            return "apple";
        }
        if (AZURE.matcher(issuer).matches()) {
            return "azure";
        }
        return ISSUERS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(issuer))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static Issuer ofList(AuthRequest request, String issuer, String clientId) {
        if (!request.settings().federation().idTokens().allowedIssuers().contains(issuer)) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Custom OIDC provider %s not allowed".formatted(quoted(issuer)));
        }
        return new Issuer(
                issuer,
                issuer,
                Optional.empty(),
                List.of(clientId),
                false,
                claims -> flagged(claims, issuer).of(issuer));
    }

    private static Issuer builtIn(AuthRequest request, String name, String given, String token) {
        var settings = Objects.requireNonNull(request.settings().external().providers().get(name));
        var issuer =
                name.equals("apple") || name.equals("azure")
                        ? ofToken(name, settings.url(), given, token)
                        : settings.url().orElse(String.valueOf(ISSUERS.get(name)));
        if (!settings.enabled()) {
            throw AuthError.PROVIDER_DISABLED.refuse(
                    "Provider (issuer %s) is not enabled".formatted(quoted(issuer)));
        }
        var clientIds = new ArrayList<>(settings.clientIds());
        if (name.equals("apple")) {
            request.settings().federation().idTokens().iosBundleId().ifPresent(clientIds::add);
        }
        return new Issuer(
                name,
                issuer,
                Optional.empty(),
                clientIds,
                settings.skipNonceCheck() || name.equals("facebook"),
                claims -> reader(name).apply(claims).of(name));
    }

    /// Apple and Azure have many issuers; the token says which, but it must be one of theirs.
    private static String ofToken(String name, Optional<String> url, String given, String token) {
        String issuer;
        try {
            issuer = Json.text(IdTokenVerifier.peek(token), "/iss");
        } catch (ProviderFault e) {
            throw new OAuthRefusal("invalid request", "Bad ID token");
        }
        var theirs = name.equals("apple") ? APPLE : AZURE;
        if (!theirs.matcher(issuer).matches() && !isBelow(url, issuer)) {
            throw new OAuthRefusal("invalid request", "Bad ID token");
        }
        if (!given.isEmpty() && !given.equals(issuer)) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Provided issuer does not match ID token issuer");
        }
        return issuer;
    }

    private static boolean isBelow(Optional<String> url, String issuer) {
        return url.filter(base -> issuer.equals(base) || issuer.startsWith(base + "/")).isPresent();
    }

    private static Function<JsonNode, Draft> reader(String name) {
        return switch (name) {
            case "azure" -> OpenIdProfiles::azure;
            case "vercel_marketplace" -> OpenIdProfiles::vercel;
            case "apple", "facebook" ->
                    claims ->
                            OpenIdProfiles.standard(claims, "")
                                    .email(Json.text(claims, "/email"), true);
            default -> claims -> flagged(claims, "");
        };
    }

    private static Draft flagged(JsonNode claims, String issuer) {
        return OpenIdProfiles.standard(claims, issuer)
                .email(Json.text(claims, "/email"), Json.isTrue(claims, "/email_verified"));
    }

    private static Duration life(AuthRequest request) {
        return request.settings().federation().idTokens().cacheLife();
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
