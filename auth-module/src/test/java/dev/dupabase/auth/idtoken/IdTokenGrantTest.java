package dev.dupabase.auth.idtoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.OpenIdServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class IdTokenGrantTest extends AuthServer {
    private TestProject project;

    @BeforeAll
    void makeProject() {
        project =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true, "SECURITY_MANUAL_LINKING_ENABLED": true,
                         "EXTERNAL_GOOGLE_ENABLED": true, "EXTERNAL_GOOGLE_CLIENT_ID": "shop,phone",
                         "EXTERNAL_GOOGLE_URL": "%s",
                         "EXTERNAL_AZURE_ENABLED": true, "EXTERNAL_AZURE_CLIENT_ID": "shop",
                         "EXTERNAL_AZURE_URL": "%s", "EXTERNAL_APPLE_ENABLED": true,
                         "EXTERNAL_APPLE_CLIENT_ID": "shop", "EXTERNAL_APPLE_URL": "%s",
                         "EXTERNAL_IOS_BUNDLE_ID": "com.example.shop",
                         "EXTERNAL_ALLOWED_ID_TOKEN_ISSUERS": "%s"}
                        """
                                .formatted(
                                        OpenIdServer.issuer("google"),
                                        OpenIdServer.issuer("azure"),
                                        OpenIdServer.issuer("apple"),
                                        OpenIdServer.issuer("partner")));
    }

    private static String token(String issuer, String audience, Map<String, ?> more) {
        var email = UUID.randomUUID() + "@example.com";
        var claims = new java.util.HashMap<String, Object>(more);
        claims.putIfAbsent("email", email);
        claims.putIfAbsent("email_verified", true);
        return OpenIdServer.idToken(issuer, email, audience, claims);
    }

    private Reply signIn(String provider, String token, String more, String... headers) {
        return project.post(
                "/token?grant_type=id_token",
                "{\"provider\":\"%s\",\"id_token\":\"%s\"%s}".formatted(provider, token, more),
                headers);
    }

    private static void refused(Reply reply, String error, String description) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo(error);
        assertThat(reply.text("error_description")).isEqualTo(description);
    }

    @Test
    void a_good_token_opens_a_session_and_the_same_user_comes_back() {
        var token = token("google", "phone", Map.of("name", "Ann"));

        var first = signIn("google", token, "").ok();
        var second = signIn("google", token, "").ok();

        assertThat(first.text("user.app_metadata.provider")).isEqualTo("google");
        assertThat(first.text("user.user_metadata.name")).isEqualTo("Ann");
        assertThat(second.text("user.id")).isEqualTo(first.text("user.id"));
        assertThat(
                        project.query(
                                "select authentication_method from auth.mfa_amr_claims where session_id = '%s'"
                                        .formatted(first.header("sb-auth-session-id"))))
                .containsExactly("oauth");
    }

    /// T9 of the contract.
    @Test
    void a_token_for_somebody_else_of_somebody_else_or_changed_is_refused() {
        refused(
                signIn("google", token("google", "evil", Map.of()), ""),
                "invalid request",
                "Unacceptable audience in id_token: [evil]");
        refused(
                signIn("google", token("other", "shop", Map.of()), ""),
                "invalid request",
                "Bad ID token");
        var parts = token("google", "shop", Map.of()).split("\\.");
        var payload =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("@example.com", "@example.org");
        var changed =
                parts[0]
                        + "."
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                        + ".";
        refused(signIn("google", changed + parts[2], ""), "invalid request", "Bad ID token");
        refused(signIn("google", changed, ""), "invalid request", "Bad ID token");
        refused(signIn("google", "nonsense", ""), "invalid request", "Bad ID token");
    }

    @Test
    void a_token_without_a_signature_or_signed_with_a_public_key_as_a_secret_is_refused() {
        var none = Base64.getUrlEncoder().withoutPadding();
        var payload =
                "{\"iss\":\"%s\",\"aud\":\"shop\",\"sub\":\"x\",\"exp\":9999999999}"
                        .formatted(OpenIdServer.issuer("google"));
        for (var algorithm : new String[] {"none", "HS256"}) {
            var header = "{\"alg\":\"%s\",\"kid\":\"google\"}".formatted(algorithm);
            var token =
                    none.encodeToString(header.getBytes(StandardCharsets.UTF_8))
                            + "."
                            + none.encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                            + ".AAAA";
            refused(signIn("google", token, ""), "invalid request", "Bad ID token");
        }
    }

    @Test
    void an_old_token_is_refused() {
        var token = token("google", "shop", Map.of("exp", 1_000_000));

        refused(signIn("google", token, ""), "invalid request", "Bad ID token");
    }

    /// T52 of the contract.
    @Test
    void the_nonce_is_compared_by_its_hash() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        var hash = HexFormat.of().formatHex(digest.digest("once".getBytes(StandardCharsets.UTF_8)));
        var token = token("google", "shop", Map.of("nonce", hash));

        signIn("google", token, ",\"nonce\":\"once\"").ok();
        refused(
                signIn("google", token, ",\"nonce\":\"" + hash + "\""),
                "invalid nonce",
                "Nonces mismatch");
        var both = "Passed nonce and nonce in id_token should either both exist or not.";
        refused(signIn("google", token, ""), "invalid request", both);
        refused(
                signIn("google", token("google", "shop", Map.of()), ",\"nonce\":\"once\""),
                "invalid request",
                both);
    }

    @Test
    void the_access_token_must_be_the_one_the_id_token_came_with() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        var hash = digest.digest("access".getBytes(StandardCharsets.UTF_8));
        var half =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(java.util.Arrays.copyOf(hash, 16));
        var token = token("google", "shop", Map.of("at_hash", half));

        signIn("google", token, ",\"access_token\":\"access\"").ok();
        signIn("google", token, "").ok();
        refused(
                signIn("google", token, ",\"access_token\":\"other\""),
                "invalid request",
                "Bad ID token");
    }

    @Test
    void issuers_are_known_by_provider_by_name_or_by_the_list() {
        var partner = OpenIdServer.issuer("partner");
        var token = token("partner", "their-app", Map.of());
        var body = "{\"id_token\":\"%s\",\"client_id\":\"%s\",\"issuer\":\"%s\"}";

        project.post("/token?grant_type=id_token", body.formatted(token, "their-app", partner))
                .ok();
        refused(
                project.post("/token?grant_type=id_token", body.formatted(token, "shop", partner)),
                "invalid request",
                "Unacceptable audience in id_token: [their-app]");
        project.post(
                        "/token?grant_type=id_token",
                        body.formatted(token, "x", "https://evil.example"))
                .refused(
                        400,
                        "validation_failed",
                        "Custom OIDC provider \"https://evil.example\" not allowed");
        signIn("kakao", token, "")
                .refused(
                        400,
                        "provider_disabled",
                        "Provider (issuer \"https://kauth.kakao.com\") is not enabled");
        signIn("custom:x", token, "")
                .refused(400, "validation_failed", "Custom provider \"custom:x\" not found");
        refused(
                project.post("/token?grant_type=id_token", "{\"provider\":\"google\"}"),
                "invalid request",
                "id_token required");
        refused(
                project.post("/token?grant_type=id_token", "{\"id_token\":\"x\"}"),
                "invalid request",
                "provider or client_id and issuer required");
    }

    @Test
    void azure_and_apple_name_their_issuer_in_the_token() {
        var azure = token("azure", "shop", Map.of("email_verified", false));
        signIn("azure", azure, "").ok();
        signIn("azure", azure, ",\"issuer\":\"https://sts.windows.net/1/\"")
                .refused(
                        400, "validation_failed", "Provided issuer does not match ID token issuer");
        refused(
                signIn("azure", token("google", "shop", Map.of()), ""),
                "invalid request",
                "Bad ID token");
        signIn("apple", token("apple", "com.example.shop", Map.of()), "").ok();
    }

    @Test
    void a_signed_in_user_links_an_identity_and_gets_a_session() {
        var user = project.signUp(UUID.randomUUID() + "@example.com", "secret-1");
        var token = token("google", "shop", Map.of());
        var link = ",\"link_identity\":true";

        var linked =
                signIn("google", token, link, TestProject.bearer(user.text("access_token"))).ok();

        assertThat(linked.text("user.id")).isEqualTo(user.text("user.id"));
        assertThat(linked.at("user.identities")).hasSize(2);
        refused(
                signIn("google", token, link),
                "invalid request",
                "Linking requires a valid user access token in Authorization");
        refused(
                signIn("google", token, link, TestProject.bearer(project.anonKey())),
                "invalid request",
                "Linking requires a valid user access token in Authorization");
    }
}
