package dev.dupabase.auth.provider;

import dev.dupabase.auth.identity.ExternalProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Signs users in with a [CustomProvider].
final class OwnProvider implements Provider {
    private static final List<String> STANDARD =
            List.of(
                    "family_name",
                    "given_name",
                    "middle_name",
                    "nickname",
                    "preferred_username",
                    "user_name",
                    "profile",
                    "website",
                    "gender",
                    "birthdate",
                    "zoneinfo",
                    "locale",
                    "updated_at",
                    "phone",
                    "slug");

    private final CustomProvider provider;
    private final Toolbox tools;

    OwnProvider(CustomProvider provider, Toolbox tools) {
        this.provider = provider;
        this.tools = tools;
    }

    @Override
    public String name() {
        return provider.identifier();
    }

    @Override
    public boolean usesPkce() {
        return provider.pkce();
    }

    @Override
    public boolean isEmailOptional() {
        return provider.emailOptional();
    }

    @Override
    public Departure depart(Start start) {
        var values = new LinkedHashMap<String, String>(start.more());
        provider.parameters().forEach((key, value) -> values.put(key, String.valueOf(value)));
        values.put("client_id", provider.clientId());
        values.put("redirect_uri", start.redirectUri());
        values.put("response_type", "code");
        values.put("state", start.state());
        var scopes = scopes(start.scopes());
        if (!scopes.isEmpty()) {
            values.put("scope", String.join(" ", scopes));
        }
        start.challenge()
                .ifPresent(challenge -> {
                    values.put("code_challenge", challenge);
                    values.put("code_challenge_method", "S256");
                });
        var base =
                provider.isOidc() ? document().authorize() : address(provider.authorizationUrl());
        return new Departure(
                base + (base.contains("?") ? "&" : "?") + ProviderHttp.encode(values), "");
    }

    private List<String> scopes(List<String> more) {
        var scopes = new ArrayList<String>();
        if (provider.isOidc()) {
            scopes.add("openid");
        }
        for (var scope : provider.scopes()) {
            if (!scopes.contains(scope)) {
                scopes.add(scope);
            }
        }
        scopes.addAll(more);
        return scopes;
    }

    @Override
    public ProviderTokens exchange(Return back) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", back.code());
        form.put("redirect_uri", back.redirectUri());
        form.put("client_id", provider.clientId());
        form.put("client_secret", provider.clientSecret().reveal());
        back.secret().ifPresent(verifier -> form.put("code_verifier", verifier));
        var url = provider.isOidc() ? document().token() : address(provider.tokenUrl());
        return ProviderTokens.of(tools.http().post(url, form, Map.of()));
    }

    @Override
    public ExternalProfile profile(ProviderTokens tokens, Return back) {
        return profile(claims(tokens));
    }

    /// The profile that claims amount to, by the provider's mapping.
    ExternalProfile profile(JsonNode given) {
        var claims = mapped(given);
        var subject = Json.text(claims, "/sub");
        var draft =
                new Draft(
                                provider.issuer().or(provider::userInfoUrl).orElse(name()),
                                subject.isEmpty() ? Json.text(claims, "/id") : subject)
                        .name(Json.text(claims, "/name"))
                        .claim("full_name", Json.text(claims, "/full_name"))
                        .picture(Json.text(claims, "/picture"))
                        .claim("avatar_url", Json.text(claims, "/avatar_url"))
                        .email(Json.text(claims, "/email"), Json.isTrue(claims, "/email_verified"));
        STANDARD.forEach(name -> draft.claim(name, Json.text(claims, "/" + name)));
        provider.customClaims().forEach(name -> draft.custom(name, given.path(name)));
        return draft.of(name());
    }

    /// What the ID token leaves out stands at the user-info endpoint.
    private JsonNode claims(ProviderTokens tokens) {
        if (!provider.isOidc()) {
            return ask(address(provider.userInfoUrl()), tokens);
        }
        var document = document();
        if (tokens.idToken().isEmpty()) {
            return ask(document.userInfo(), tokens);
        }
        var claims =
                tools.verifier()
                        .verify(tokens.idToken(), document.issuer(), document.jwks(), tools.life());
        if (!IdTokenVerifier.isFor(claims, provider.audiences())) {
            throw new ProviderFault("the ID token is for somebody else");
        }
        if (document.userInfo().isEmpty() || !Json.text(claims, "/email").isEmpty()) {
            return claims;
        }
        var info = ask(document.userInfo(), tokens);
        if (!Json.text(info, "/sub").equals(Json.text(claims, "/sub"))) {
            throw new ProviderFault("ID token and user info tell of two people");
        }
        var all = ((ObjectNode) claims).deepCopy();
        info.properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
        return all;
    }

    private JsonNode ask(String url, ProviderTokens tokens) {
        return tools.http().get(url, Map.of("Authorization", "Bearer " + tokens.accessToken()));
    }

    private ObjectNode mapped(JsonNode given) {
        var claims = ((ObjectNode) given).deepCopy();
        provider.attributeMapping()
                .forEach((ours, theirs) -> {
                    var value = at(given, theirs);
                    if (!value.isMissingNode()) {
                        claims.set(ours, value);
                    }
                });
        return claims;
    }

    private static JsonNode at(JsonNode node, @Nullable Object path) {
        var found = node;
        for (var name : String.valueOf(path).split("\\.")) {
            found = found.path(name);
        }
        return found;
    }

    private OidcDocument document() {
        return tools.directory()
                .document(address(provider.issuer()), provider.discoveryUrl(), tools.life());
    }

    private static String address(Optional<String> url) {
        return url.orElseThrow(() -> new ProviderFault("the provider is not complete"));
    }
}
