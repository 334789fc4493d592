package dev.dupabase.auth.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class PkceTest extends AuthServer {
    private static final String VERIFIER = "verifier-".repeat(6);

    private TestProject project;
    private int users;

    @BeforeAll
    void makeProject() {
        project = newProject("{\"URI_ALLOW_LIST\": \"https://app.example/**\"}");
    }

    private static String challenge() throws Exception {
        var digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private String ask(String email, String path) throws Exception {
        project.post(
                        path + "?redirect_to=https://app.example/cb?sb_flow_id=7",
                        """
                        {"email":"%s","password":"secret-1","code_challenge":"%s",
                         "code_challenge_method":"S256"}
                        """
                                .formatted(email, challenge()))
                .ok();
        var mail = newestMail(project, email);
        assertThat(mail.hash()).startsWith("pkce_");
        return mail.path();
    }

    private Reply exchange(String code, String verifier) {
        return project.post(
                "/token?grant_type=pkce",
                "{\"auth_code\":\"%s\",\"code_verifier\":\"%s\"}".formatted(code, verifier));
    }

    private String follow(String path) {
        var location = project.get(path).header("location");
        assertThat(location).matches("https://app\\.example/cb\\?sb_flow_id=7&code=[0-9a-f-]{36}");
        return location.substring(location.indexOf("code=") + 5);
    }

    @Test
    void a_link_leads_back_to_the_client_that_asked() throws Exception {
        var email = "user%d@example.com".formatted(users++);
        for (var step :
                new String[][] {
                    {"/signup", "email/signup"}, {"/recover", "recovery"}, {"/otp", "magiclink"}
                }) {
            project.execute("update auth.users set recovery_sent_at = null");
            var code = follow(ask(email, step[0]));

            exchange(code, "wrong".repeat(10))
                    .refused(
                            400,
                            "bad_code_verifier",
                            "code challenge does not match previously saved code verifier");
            var session = exchange(code, VERIFIER).ok();

            assertThat(session.text("user.email")).isEqualTo(email);
            assertThat(
                            project.query(
                                    "select authentication_method from auth.mfa_amr_claims where session_id = '%s'"
                                            .formatted(session.header("sb-auth-session-id"))))
                    .containsExactly(step[1]);
            exchange(code, VERIFIER)
                    .refused(
                            404,
                            "flow_state_not_found",
                            "invalid flow state, no valid flow state found");
        }
    }

    @Test
    void the_code_in_a_mail_opens_a_session_without_the_flow() throws Exception {
        var email = "user%d@example.com".formatted(users++);
        ask(email, "/signup");

        project.post(
                        "/verify",
                        "{\"type\":\"signup\",\"email\":\"%s\",\"token\":\"%s\"}"
                                .formatted(email, newestMail(project, email).code()))
                .ok();
    }

    @Test
    void a_code_is_good_for_five_minutes() throws Exception {
        var email = "user%d@example.com".formatted(users++);
        var code = follow(ask(email, "/signup"));
        project.execute(
                "update auth.flow_state set auth_code_issued_at = now() - interval '301 seconds'");

        exchange(code, VERIFIER)
                .refused(422, "flow_state_expired", "invalid flow state, flow state has expired");
    }

    @Test
    void a_code_that_no_link_has_released_is_no_code() throws Exception {
        var email = "user%d@example.com".formatted(users++);
        ask(email, "/signup");
        var code =
                project.query("select auth_code from auth.flow_state order by created_at desc")
                        .getFirst();

        exchange(code, VERIFIER)
                .refused(
                        404,
                        "flow_state_not_found",
                        "invalid flow state, no valid flow state found");
    }

    @Test
    void of_many_exchanges_of_one_code_one_succeeds() throws Exception {
        var email = "user%d@example.com".formatted(users++);
        var code = follow(ask(email, "/signup"));
        Callable<Integer> use = () -> exchange(code, VERIFIER).status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses =
                    threads.invokeAll(Collections.nCopies(30, use)).stream()
                            .map(future -> future.resultNow())
                            .toList();

            assertThat(statuses).containsOnlyOnce(200);
            assertThat(statuses).filteredOn(status -> status != 200).containsOnly(404);
        }
    }

    @Test
    void errors_come_back_in_query_and_fragment() {
        var location =
                project.get("/verify?type=signup&token=pkce_abc&redirect_to=https://app.example/cb")
                        .header("location");

        var told =
                "error=access_denied&error_code=otp_expired&error_description=Email+link+is+invalid+or+has+expired";
        assertThat(location).isEqualTo("https://app.example/cb?" + told + "#" + told + "&sb=");
    }

    @Test
    void a_challenge_must_be_one() {
        refusedChallenge(
                "\"code_challenge\":\"x\"",
                "PKCE flow requires code_challenge_method and code_challenge");
        refusedChallenge(
                "\"code_challenge\":\"x\",\"code_challenge_method\":\"s256\"",
                "code challenge has to be between 43 and 128 characters");
        refusedChallenge(
                "\"code_challenge\":\"%s\",\"code_challenge_method\":\"s256\""
                        .formatted("!".repeat(50)),
                "code challenge can only contain alphanumeric characters, hyphens, periods,"
                        + " underscores and tildes");
        refusedChallenge(
                "\"code_challenge\":\"%s\",\"code_challenge_method\":\"md5\""
                        .formatted("a".repeat(50)),
                "Invalid code_challenge_method");
        exchange("", "")
                .refused(
                        400,
                        "validation_failed",
                        "invalid request: both auth code and code verifier should be non-empty");
        exchange("nonsense", "x")
                .refused(
                        404,
                        "flow_state_not_found",
                        "invalid flow state, no valid flow state found");
    }

    private void refusedChallenge(String fields, String message) {
        project.post("/otp", "{\"email\":\"a@example.com\",%s}".formatted(fields))
                .refused(400, "validation_failed", message);
    }
}
