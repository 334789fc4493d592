package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Says where everything is (RFC 8414), and who a token's user is.
@RestController
class DiscoveryController {
    private static final Duration LIFE = Duration.ofMinutes(10);

    @GetMapping({
        "/auth/v1/.well-known/openid-configuration",
        "/auth/v1/.well-known/oauth-authorization-server"
    })
    ResponseEntity<Map<String, Object>> describe(AuthRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(LIFE).cachePublic())
                .body(document(request));
    }

    private static Map<String, Object> document(AuthRequest request) {
        var issuer = request.issuer();
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", issuer);
        document.put("authorization_endpoint", issuer + "/oauth/authorize");
        document.put("token_endpoint", issuer + "/oauth/token");
        document.put("userinfo_endpoint", issuer + "/oauth/userinfo");
        document.put("jwks_uri", issuer + "/.well-known/jwks.json");
        var server = request.settings().federation().oauthServer();
        if (server.enabled() && server.dynamicRegistration()) {
            document.put("registration_endpoint", issuer + "/oauth/clients/register");
        }
        document.put(
                "scopes_supported",
                List.of("openid", "profile", "email", "phone", "offline_access"));
        document.put("response_types_supported", List.of("code"));
        document.put("response_modes_supported", List.of("query"));
        document.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256", "HS256", "ES256"));
        document.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "none"));
        document.put("code_challenge_methods_supported", List.of("S256", "plain"));
        document.put(
                "claims_supported",
                List.of(
                        "sub",
                        "aud",
                        "iss",
                        "exp",
                        "iat",
                        "auth_time",
                        "nonce",
                        "email",
                        "email_verified",
                        "phone_number",
                        "phone_number_verified",
                        "name",
                        "picture",
                        "preferred_username",
                        "updated_at"));
        return document;
    }

    @GetMapping("/auth/v1/oauth/userinfo")
    Map<String, Object> userInfo(Caller caller) {
        var user = caller.user();
        var session = caller.current();
        var scopes =
                session == null
                        ? List.<String>of()
                        : List.of(Objects.requireNonNullElse(session.scopes(), "").split(" "));
        var claims = new LinkedHashMap<String, Object>();
        claims.put("sub", user.id().toString());
        if (scopes.contains("email")) {
            claims.put("email", user.email());
            claims.put("email_verified", user.isConfirmed());
        }
        if (scopes.contains("profile")) {
            claims.putAll(OpenIdTokens.profile(user));
            claims.put("user_metadata", user.userMetadata());
        }
        if (scopes.contains("phone")) {
            claims.put("phone", user.phone());
            claims.put("phone_verified", user.isPhoneConfirmed());
        }
        return claims;
    }
}
