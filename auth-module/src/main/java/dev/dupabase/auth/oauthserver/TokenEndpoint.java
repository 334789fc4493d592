package dev.dupabase.auth.oauthserver;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dupabase.auth.error.OAuthRefusal;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.FormValues;
import dev.dupabase.auth.request.JsonBodies;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The token endpoint (OAuth 2.1 §3.2).
@RestController
class TokenEndpoint {
    /// Never with the user, who is none of the client's business.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tokens(
            String accessToken,
            String tokenType,
            long expiresIn,
            String refreshToken,
            @Nullable String idToken) {}

    private final ClientAuthentication authentication;
    private final ClientTokens tokens;
    private final JsonBodies bodies;
    private final AddressLimits limits;

    TokenEndpoint(
            ClientAuthentication authentication,
            ClientTokens tokens,
            JsonBodies bodies,
            AddressLimits limits) {
        this.authentication = authentication;
        this.tokens = tokens;
        this.bodies = bodies;
        this.limits = limits;
    }

    @PostMapping("/auth/v1/oauth/token")
    ResponseEntity<Tokens> token(AuthRequest request) {
        limits.take(request, Bucket.TOKEN);
        var form =
                request.form().values().isEmpty()
                        ? bodies.read(request, TokenForm.class)
                        : form(request.form());
        var client = authentication.require(request, form);
        var issued =
                switch (form.grantType()) {
                    case "authorization_code" -> tokens.exchange(request, client, form);
                    case "refresh_token" -> tokens.refresh(request, client, form);
                    case "" -> throw new OAuthRefusal("invalid_request", "grant_type is required");
                    default ->
                            throw new OAuthRefusal(
                                    "unsupported_grant_type",
                                    "Unsupported grant type: " + form.grantType());
                };
        var body = issued.session().body();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new Tokens(
                                body.accessToken(),
                                body.tokenType(),
                                body.expiresIn(),
                                body.refreshToken(),
                                issued.idToken().orElse(null)));
    }

    private static TokenForm form(FormValues values) {
        return new TokenForm(
                values.first("grant_type").orElse(""),
                values.first("code").orElse(""),
                values.first("redirect_uri").orElse(""),
                values.first("code_verifier").orElse(""),
                values.first("refresh_token").orElse(""),
                values.first("resource").orElse(""),
                values.first("client_id").orElse(""),
                values.first("client_secret").orElse(""));
    }
}
