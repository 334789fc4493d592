package dev.dupabase.auth.provider;

import dev.dupabase.auth.identity.ExternalProfile;
import dev.dupabase.auth.provider.Description.Trait;
import dev.dupabase.auth.settings.ProviderSettings;
import dev.dupabase.platform.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A provider of OAuth 2.0 as its [Description] has it, with one project's client id and secret.
final class OAuthProvider implements Provider {
    /// Microsoft's tenants are issuers of their own.
    private static final Pattern AZURE_ISSUER =
            Pattern.compile(
                    "https://(login\\.microsoftonline\\.com|sts\\.windows\\.net)/[^/?#]+(/v2\\.0)?/?");

    private final Description description;
    private final ProviderSettings settings;
    private final Toolbox tools;

    OAuthProvider(Description description, ProviderSettings settings, Toolbox tools) {
        this.description = description;
        this.settings = settings;
        this.tools = tools;
    }

    @Override
    public String name() {
        return description.name();
    }

    @Override
    public boolean usesPkce() {
        return description.is(Trait.PKCE);
    }

    @Override
    public boolean isEmailOptional() {
        return settings.emailOptional() || description.is(Trait.NO_ADDRESS);
    }

    @Override
    public Departure depart(Start start) {
        var values = new LinkedHashMap<String, String>(start.more());
        values.putAll(description.parameters());
        var scopes = new ArrayList<>(description.scopes());
        if (description.is(Trait.DISCOVERED) && !scopes.contains("openid")) {
            scopes.addFirst("openid");
        }
        scopes.addAll(start.scopes());
        values.put("client_id", clientId());
        values.put("redirect_uri", start.redirectUri());
        values.put("response_type", "code");
        values.put("state", start.state());
        if (!scopes.isEmpty()) {
            values.put("scope", String.join(" ", scopes));
        }
        start.challenge()
                .ifPresent(challenge -> {
                    values.put("code_challenge", challenge);
                    values.put("code_challenge_method", "S256");
                });
        var base = authorizeUrl();
        return new Departure(
                base + (base.contains("?") ? "&" : "?") + ProviderHttp.encode(values), "");
    }

    @Override
    public ProviderTokens exchange(Return back) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", back.code());
        form.put("redirect_uri", back.redirectUri());
        back.secret().ifPresent(verifier -> form.put("code_verifier", verifier));
        var headers = new LinkedHashMap<>(headers());
        if (description.is(Trait.BASIC_AUTHENTICATION)) {
            headers.put("Authorization", basic(clientId(), secret()));
        } else {
            form.put("client_id", clientId());
            form.put("client_secret", secret());
        }
        return ProviderTokens.of(tools.http().post(tokenUrl(), form, headers));
    }

    @Override
    public ExternalProfile profile(ProviderTokens tokens, Return back) {
        return description.reader().read(new Questions(tokens, back.values())).of(name());
    }

    static String basic(String user, String password) {
        var pair = ProviderHttp.encode(user) + ":" + ProviderHttp.encode(password);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private String clientId() {
        return settings.clientIds().getFirst();
    }

    private String secret() {
        return settings.secret().map(Secret::reveal).orElse("");
    }

    private Map<String, String> headers() {
        var filled = new LinkedHashMap<String, String>();
        description
                .headers()
                .forEach((name, value) -> filled.put(name, value.replace("{client}", clientId())));
        return filled;
    }

    private OidcDocument document() {
        return tools.directory()
                .document(description.hostFor(settings), Optional.empty(), tools.life());
    }

    private String authorizeUrl() {
        return description.is(Trait.DISCOVERED)
                ? document().authorize()
                : description.resolve(description.authorize(), settings);
    }

    private String tokenUrl() {
        return description.is(Trait.DISCOVERED)
                ? document().token()
                : description.resolve(description.token(), settings);
    }

    private final class Questions implements ProfileReader.Source {
        private final ProviderTokens tokens;
        private final Map<String, String> values;

        private Questions(ProviderTokens tokens, Map<String, String> values) {
            this.tokens = tokens;
            this.values = values;
        }

        @Override
        public ProviderTokens tokens() {
            return tokens;
        }

        @Override
        public Map<String, String> values() {
            return values;
        }

        @Override
        public ProviderSettings settings() {
            return settings;
        }

        @Override
        public String api() {
            var api = description.apiFor(settings);
            return api.isEmpty() ? description.hostFor(settings) : api;
        }

        @Override
        public JsonNode ask(String address) {
            var headers = new LinkedHashMap<>(headers());
            headers.put("Authorization", "Bearer " + tokens.accessToken());
            return tools.http().get(description.resolve(address, settings), headers);
        }

        @Override
        public JsonNode userInfo() {
            var url = document().userInfo();
            if (url.isEmpty()) {
                throw new ProviderFault("the provider has no user-info endpoint");
            }
            return ask(url);
        }

        @Override
        public JsonNode idToken() {
            var token = tokens.idToken();
            var claims =
                    tools.verifier().verify(token, issuer(token), Optional.empty(), tools.life());
            if (!IdTokenVerifier.isFor(claims, settings.clientIds())) {
                throw new ProviderFault("the ID token is for somebody else");
            }
            return claims;
        }

        private String issuer(String token) {
            if (!name().equals("azure")) {
                return name().equals("vercel_marketplace") ? api() : description.hostFor(settings);
            }
            var issuer = Json.text(IdTokenVerifier.peek(token), "/iss");
            var own = settings.url().filter(url -> issuer.startsWith(url + "/")).isPresent();
            if (!own && !AZURE_ISSUER.matcher(issuer).matches()) {
                throw new ProviderFault("not an issuer of Azure: " + issuer);
            }
            return issuer;
        }
    }
}
