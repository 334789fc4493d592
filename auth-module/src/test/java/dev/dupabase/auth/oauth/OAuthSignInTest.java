package dev.dupabase.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Browser;
import dev.dupabase.auth.OpenIdServer;
import dev.dupabase.auth.TestProject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Signs in by way of a real OpenID provider.
@TestInstance(Lifecycle.PER_CLASS)
class OAuthSignInTest extends AuthServer {
    private static final String TARGET = "https://app.example/cb?sb_flow_id=7";
    private static final String VERIFIER = "verifier-".repeat(6);

    private TestProject project;

    @BeforeAll
    void makeProject() {
        project =
                newProject(
                        """
                        {"URI_ALLOW_LIST": "https://app.example/**",
                         "EXTERNAL_GOOGLE_ENABLED": true, "EXTERNAL_GOOGLE_CLIENT_ID": "shop,second",
                         "EXTERNAL_GOOGLE_SECRET": "hush", "EXTERNAL_GOOGLE_URL": "%s",
                         "EXTERNAL_GITHUB_CLIENT_ID": "x", "EXTERNAL_GITHUB_SECRET": "y",
                         "EXTERNAL_TWITCH_ENABLED": true}
                        """
                                .formatted(OpenIdServer.issuer("google")));
    }

    private static String email() {
        return UUID.randomUUID() + "@example.com";
    }

    private static Map<String, Object> verified(String email) {
        return Map.of("email", email, "email_verified", true, "name", "Ann Example");
    }

    private String start(String more) {
        return Browser.follow(
                project.url(
                        "/authorize?provider=google&redirect_to=" + Browser.encode(TARGET) + more));
    }

    private String arrive(String more, String subject, Map<String, Object> claims) {
        var callback = OpenIdServer.signIn(start(more), subject, claims);
        return Browser.follow(project.here(callback));
    }

    private static String challenge() throws Exception {
        var digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return "&code_challenge_method=s256&code_challenge="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    @Test
    void a_start_leads_to_the_provider_with_scopes_state_and_what_else_was_given() {
        var url = start("&scopes=calendar,mail&prompt=consent&Client_ID=evil&state=evil");

        var values = Browser.values(url, '?');
        assertThat(url).startsWith(OpenIdServer.issuer("google") + "/authorize?");
        assertThat(values)
                .containsEntry("client_id", "shop")
                .containsEntry("response_type", "code")
                .containsEntry("scope", "openid email profile calendar mail")
                .containsEntry("prompt", "consent")
                .doesNotContainKeys("Client_ID", "redirect_to", "provider", "apikey");
        assertThat(values.get("redirect_uri")).endsWith("/auth/v1/callback");
        assertThat(values.get("state")).matches("[0-9a-f-]{36}");
    }

    /// T33 of the contract.
    @Test
    void tokens_come_in_the_fragment_and_the_providers_only_now() {
        var email = email();

        var url = arrive("", email, verified(email));

        assertThat(url).startsWith(TARGET + "#access_token=");
        var values = Browser.values(url, '#');
        assertThat(values)
                .containsKeys("expires_at", "expires_in", "refresh_token", "provider_token", "sb")
                .containsEntry("token_type", "bearer");
        var user = project.get("/user", TestProject.bearer(values.get("access_token"))).ok();
        assertThat(user.text("email")).isEqualTo(email);
        assertThat(user.text("app_metadata.provider")).isEqualTo("google");
        assertThat(user.text("user_metadata.full_name")).isEqualTo("Ann Example");
        assertThat(user.text("email_confirmed_at")).isNotEmpty();
        var identity = user.at("identities").path(0);
        assertThat(identity.path("id").asString()).isEqualTo(email);
        assertThat(identity.path("identity_data").path("email_verified").asBoolean()).isTrue();
        assertThat(identity.path("identity_data").path("iss").asString())
                .isEqualTo(OpenIdServer.issuer("google"));
        assertThat(identity.path("identity_data").path("phone_verified").asBoolean()).isFalse();
        var refreshed = project.refresh(values.get("refresh_token")).ok();
        assertThat(refreshed.json().has("provider_token")).isFalse();
    }

    /// S29 of the contract.
    @Test
    void a_client_with_a_challenge_gets_a_code_and_with_it_the_tokens() throws Exception {
        var email = email();

        var url = arrive(challenge(), email, verified(email));

        assertThat(url).matches("https://app\\.example/cb\\?sb_flow_id=7&code=[0-9a-f-]{36}");
        var code = Browser.values(url, '?').get("code");
        assertThat(project.query("select provider_access_token from auth.flow_state"))
                .allSatisfy(stored -> assertThat(stored).startsWith("sealed:"));
        var body = "{\"auth_code\":\"%s\",\"code_verifier\":\"%s\"}".formatted(code, VERIFIER);
        var session = project.post("/token?grant_type=pkce", body).ok();
        assertThat(session.text("provider_token")).isNotEmpty();
        assertThat(session.text("user.email")).isEqualTo(email);
        assertThat(
                        project.query(
                                "select authentication_method from auth.mfa_amr_claims where session_id = '%s'"
                                        .formatted(session.header("sb-auth-session-id"))))
                .containsExactly("oauth");
        project.post("/token?grant_type=pkce", body)
                .refused(
                        404,
                        "flow_state_not_found",
                        "invalid flow state, no valid flow state found");
    }

    /// T32 of the contract.
    @Test
    void a_state_counts_once_even_if_many_come_with_it() throws Exception {
        var email = email();
        var callback =
                project.here(OpenIdServer.signIn(start(challenge()), email, verified(email)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts =
                    IntStream.range(0, 20)
                            .<Callable<String>>mapToObj(i -> () -> Browser.follow(callback))
                            .toList();
            var urls = threads.invokeAll(attempts).stream().map(f -> f.resultNow()).toList();

            assertThat(urls).filteredOn(url -> url.startsWith("https://app.example")).hasSize(1);
            assertThat(urls)
                    .filteredOn(url -> !url.startsWith("https://app.example"))
                    .containsOnly(
                            "http://localhost:4000?error=invalid_request&error_code="
                                    + "flow_state_already_used&error_description="
                                    + "State+has+already+been+used");
        }
    }

    @Test
    void without_a_challenge_the_state_is_gone_after_its_use() {
        var email = email();
        var callback = project.here(OpenIdServer.signIn(start(""), email, verified(email)));
        Browser.follow(callback);

        assertThat(Browser.follow(callback))
                .isEqualTo(
                        "http://localhost:4000?error=invalid_request&error_code=bad_oauth_state"
                                + "&error_description=OAuth+state+not+found+or+expired");
    }

    @Test
    void a_bad_state_leads_to_the_site_with_the_reason_in_the_query() {
        assertThat(Browser.follow(project.url("/callback?code=x")))
                .isEqualTo(
                        "http://localhost:4000?error=invalid_request&error_code=bad_oauth_callback"
                                + "&error_description=OAuth+state+parameter+missing");
        assertThat(Browser.follow(project.url("/callback?code=x&state=x")))
                .contains("error_description=OAuth+state+parameter+is+invalid");
        var state = Browser.values(start(""), '?').get("state");
        project.execute(
                "update auth.flow_state set created_at = now() - interval '1 hour' where id = '%s'"
                        .formatted(state));
        assertThat(Browser.follow(project.url("/callback?code=x&state=" + state)))
                .contains("error_code=bad_oauth_state")
                .contains("OAuth+state+has+expired");
        assertThat(Browser.open(project.url("/callback?code=x&state=x")).statusCode())
                .isEqualTo(303);
    }

    @Test
    void what_the_provider_refuses_is_passed_on_in_query_and_fragment() {
        var state = Browser.values(start(""), '?').get("state");
        var response =
                Browser.open(
                        project.url(
                                "/callback?error=access_denied&error_description=No+thanks&state="
                                        + state));

        var told = "error=access_denied&error_description=No+thanks";
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("location"))
                .contains(TARGET + "&" + told + "#" + told + "&sb=");
    }

    @Test
    void a_code_that_is_none_cannot_be_exchanged() {
        var state = Browser.values(start(""), '?').get("state");
        assertThat(Browser.follow(project.url("/callback?code=abcdefgh&state=" + state)))
                .startsWith(TARGET + "&error=server_error&error_code=unexpected_failure")
                .contains("Unable+to+exchange+external+code%3A+abcd#");
        var other = Browser.values(start(""), '?').get("state");
        assertThat(Browser.follow(project.url("/callback?state=" + other)))
                .contains("error_code=bad_oauth_callback")
                .contains("OAuth+callback+with+missing+authorization+code+missing");
    }

    @Test
    void a_user_without_an_address_is_not_let_in() {
        assertThat(arrive("", "nobody", Map.of("name", "Nobody")))
                .contains("error=server_error")
                .contains("Error+getting+user+email+from+external+provider");
    }

    @Test
    void an_unverified_address_must_be_confirmed_first() {
        var email = email();

        var url = arrive("", email, Map.of("email", email));

        assertThat(url)
                .startsWith(
                        TARGET
                                + "&error=access_denied&error_code=provider_email_needs_verification")
                .contains(
                        "Unverified+email+with+google.+A+confirmation+email+has+been+sent+to+your"
                                + "+google+email");
        var mail = newestMail(project, email);
        assertThat(project.get(mail.path()).header("location"))
                .startsWith(TARGET + "#access_token");
        assertThat(arrive("", email, Map.of("email", email))).startsWith(TARGET + "#access_token");
    }

    @Test
    void a_banned_user_is_told_so() {
        var email = email();
        arrive("", email, verified(email));
        project.execute(
                "update auth.users set banned_until = now() + interval '1 day' where email = '%s'"
                        .formatted(email));

        assertThat(arrive("", email, verified(email)))
                .startsWith(TARGET + "&error=access_denied&error_code=user_banned");
    }

    @Test
    void closed_sign_ups_are_closed_here_too() {
        var known = email();
        arrive("", known, verified(known));
        configure(project, "{\"DISABLE_SIGNUP\": true}");
        try {
            var email = email();
            assertThat(arrive("", email, verified(email)))
                    .startsWith(TARGET + "&error=access_denied&error_code=signup_disabled");
            assertThat(arrive("", known, verified(known))).startsWith(TARGET + "#access_token");
        } finally {
            configure(project, "{\"DISABLE_SIGNUP\": false}");
        }
    }

    @Test
    void only_providers_that_are_set_up_can_be_asked() {
        refused("nonsense", "Unsupported provider: Provider nonsense could not be found");
        refused("github", "Unsupported provider: provider is not enabled");
        refused("twitch", "Unsupported provider: missing OAuth client ID");
        refused("custom:x", "Unsupported provider: Provider custom:x could not be found");
        project.get("/authorize?provider=google&invite_token=abc")
                .refused(404, "user_not_found", "User identified by token not found");
        project.get("/authorize?provider=google&code_challenge=abc")
                .refused(
                        400,
                        "validation_failed",
                        "PKCE flow requires code_challenge_method and code_challenge");
    }

    private void refused(String provider, String message) {
        project.get("/authorize?provider=" + provider).refused(400, "validation_failed", message);
    }

    @Test
    void a_target_that_is_not_allowed_is_replaced_by_the_site() {
        var email = email();
        var start =
                Browser.follow(
                        project.url(
                                "/authorize?provider=google&redirect_to=https://evil.example/"));
        var callback = OpenIdServer.signIn(start, email, verified(email));

        assertThat(Browser.follow(project.here(callback)))
                .startsWith("http://localhost:4000#access_token=");
    }

    @Test
    void an_invitation_is_taken_up_by_whoever_has_its_address() {
        var email = email();
        project.post(
                        "/invite",
                        "{\"email\":\"%s\"}".formatted(email),
                        TestProject.bearer(project.serviceKey()))
                .ok();
        var token =
                project.query(
                                "select token_hash from auth.one_time_tokens where relates_to = '%s'"
                                        .formatted(email))
                        .getFirst();

        var wrong = email();
        assertThat(arrive("&invite_token=" + token, wrong, verified(wrong)))
                .contains("error=invalid_request")
                .contains("Invited+email+does+not+match+emails+from+external+provider");
        assertThat(arrive("&invite_token=" + token, email, verified(email)))
                .startsWith(TARGET + "#access_token=");
        assertThat(
                        project.query(
                                "select provider from auth.identities where email = '%s' order by 1"
                                        .formatted(email)))
                .contains("google");
    }

    @Test
    void the_projects_hook_may_refuse_who_would_be_new() {
        var known = email();
        arrive("", known, verified(known));
        project.execute(
                """
                create or replace function public.only_some(event jsonb) returns jsonb
                language sql as $$ select '{"error":{"http_code":403,"message":"not you"}}'::jsonb $$;
                grant execute on function public.only_some(jsonb) to supabase_auth_admin;
                """);
        configure(
                project,
                "{\"HOOK_BEFORE_USER_CREATED_ENABLED\": true, \"HOOK_BEFORE_USER_CREATED_URI\":"
                        + " \"pg-functions://postgres/public/only_some\"}");
        try {
            var email = email();
            assertThat(arrive("", email, verified(email)))
                    .startsWith(TARGET + "&error=access_denied")
                    .contains("error_description=not+you");
            assertThat(arrive("", known, verified(known))).startsWith(TARGET + "#access_token=");
        } finally {
            configure(project, "{\"HOOK_BEFORE_USER_CREATED_ENABLED\": false}");
        }
    }
}
