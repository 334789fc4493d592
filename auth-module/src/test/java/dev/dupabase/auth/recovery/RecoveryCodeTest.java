package dev.dupabase.auth.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryCodeTest extends AuthServer {
    private static final String PATH = "/factors/recovery-codes";

    private TestProject project;
    private Reply ann;

    @BeforeEach
    void sign_up_with_a_factor() {
        project = newProject();
        ann = project.signUp("ann@example.com", "secret-1");
        project.execute(
                """
                insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status,
                    created_at, updated_at, secret)
                select gen_random_uuid(), id, 'app', 'totp', 'verified', now(), now(), 'AAAA'
                from auth.users;
                insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at,
                    authentication_method)
                select gen_random_uuid(), id, now(), now(), 'totp' from auth.sessions;
                update auth.sessions set aal = 'aal2'
                """);
    }

    private static String[] bearer(Reply session) {
        return TestProject.bearer(session.text("access_token"));
    }

    private List<String> generate() {
        var made = project.post(PATH, "", bearer(ann)).ok();
        assertThat(made.text("type")).isEqualTo("recovery_code");
        assertThat(made.at("total").asInt()).isEqualTo(10);
        return made.at("codes").valueStream().map(code -> code.asString()).toList();
    }

    private Reply verify(Reply session, String code) {
        return project.post(PATH + "/verify", "{\"code\":\"%s\"}".formatted(code), bearer(session));
    }

    @Test
    void a_code_raises_a_session_once() {
        var codes = generate();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        var later = project.signIn("ann@example.com", "secret-1").ok();

        var raised =
                verify(
                                later,
                                codes.getFirst()
                                        .toUpperCase(Locale.ROOT)
                                        .replaceAll("(.{4})", "$1- "))
                        .ok();

        var payload =
                new String(
                        Base64.getUrlDecoder().decode(raised.text("access_token").split("\\.")[1]),
                        StandardCharsets.UTF_8);
        assertThat(payload).contains("\"aal\":\"aal2\"", "mfa/recovery_code");
        verify(later, codes.getFirst())
                .refused(422, "mfa_verification_failed", "Invalid recovery code entered");
        assertThat(project.get(PATH, bearer(later)).ok().at("remaining").asInt()).isEqualTo(9);
    }

    @Test
    void who_comes_by_a_code_may_replace_the_lost_factor() {
        var codes = generate();
        var factor =
                project.query("select id from auth.mfa_factors where factor_type = 'totp'")
                        .getFirst();
        var later = project.signIn("ann@example.com", "secret-1").ok();
        var raised = verify(later, codes.getLast()).ok();

        project.delete("/factors/" + factor, bearer(raised)).ok();
        project.post("/factors", "{\"factor_type\":\"totp\"}", bearer(raised)).ok();

        assertThat(project.query("select count(*) from auth.mfa_recovery_codes"))
                .isEqualTo(List.of("0"));
    }

    @Test
    void only_hashes_are_stored() {
        var codes = generate();

        assertThat(project.query("select code_hash from auth.mfa_recovery_codes"))
                .hasSize(10)
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"))
                .doesNotContainAnyElementsOf(codes);
    }

    @Test
    void of_many_uses_of_one_code_one_wins() throws Exception {
        var code = generate().getFirst();
        var later = project.signIn("ann@example.com", "secret-1").ok();
        var attempts = new ArrayList<Callable<Reply>>();
        for (int i = 0; i < 8; i++) {
            attempts.add(() -> verify(later, code));
        }

        try (var threads = Executors.newFixedThreadPool(8)) {
            var statuses = new ArrayList<Integer>();
            for (var reply : threads.invokeAll(attempts)) {
                statuses.add(reply.get().status());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 422);
        }
    }

    @Test
    void new_codes_end_the_old_ones() {
        var old = generate();
        project.post(PATH, "", bearer(ann))
                .refused(
                        422,
                        "mfa_verified_factor_exists",
                        "Recovery codes exist already, regenerate them instead");

        var made = project.post(PATH + "/regenerate", "", bearer(ann)).ok();

        var later = project.signIn("ann@example.com", "secret-1").ok();
        verify(later, old.getFirst())
                .refused(422, "mfa_verification_failed", "Invalid recovery code entered");
        verify(later, made.text("codes.0")).ok();
        var id = project.get(PATH, bearer(ann)).ok().text("id");
        assertThat(project.delete(PATH, bearer(ann)).ok().text("id")).isEqualTo(id);
        project.get(PATH, bearer(ann)).refused(404, "mfa_factor_not_found", "Factor not found");
    }

    @Test
    void codes_are_managed_at_aal2_only_and_beside_a_factor() {
        var later = project.signIn("ann@example.com", "secret-1").ok();

        for (var path : List.of(PATH, PATH + "/regenerate")) {
            project.post(path, "", bearer(later))
                    .refused(403, "insufficient_aal", "AAL2 required to manage recovery codes");
        }
        project.delete(PATH, bearer(later))
                .refused(403, "insufficient_aal", "AAL2 required to manage recovery codes");
        project.execute("delete from auth.mfa_factors");
        project.post(PATH, "", bearer(ann))
                .refused(
                        422,
                        "mfa_recovery_codes_sole_factor",
                        "Recovery codes need another verified factor");
    }

    @Test
    void settings_switch_them_off() {
        var codes = generate();
        configure(
                project,
                "{\"MFA_RECOVERY_CODES_ENROLL_ENABLED\": false,"
                        + " \"MFA_RECOVERY_CODES_VERIFY_ENABLED\": false}");

        project.post(PATH + "/regenerate", "", bearer(ann))
                .refused(
                        422,
                        "mfa_recovery_codes_enroll_not_enabled",
                        "MFA enroll is disabled for recovery codes");
        verify(ann, codes.getFirst())
                .refused(
                        422,
                        "mfa_recovery_codes_verify_not_enabled",
                        "MFA verification is disabled for recovery codes");
    }

    @Test
    void after_ten_wrong_codes_even_a_right_one_has_to_wait() {
        var codes = generate();
        var later = project.signIn("ann@example.com", "secret-1").ok();
        for (int i = 0; i < 10; i++) {
            verify(later, "nonsense")
                    .refused(422, "mfa_verification_failed", "Invalid recovery code entered");
        }

        verify(later, codes.getFirst())
                .refused(
                        429,
                        "mfa_recovery_codes_locked",
                        "Too many wrong recovery codes, try again later");
        var made = project.post(PATH + "/regenerate", "", bearer(ann)).ok();
        verify(later, made.text("codes.0")).ok();
    }

    @Test
    void they_are_one_factor_among_the_users_but_no_challenge_finds_it() {
        generate();
        var id = project.get(PATH, bearer(ann)).ok().text("id");

        assertThat(project.get("/user", bearer(ann)).ok().text("factors.1.factor_type"))
                .isEqualTo("recovery_code");
        project.post("/factors/" + id + "/challenge", "{}", bearer(ann))
                .refused(404, "mfa_factor_not_found", "Factor not found");
        project.delete("/factors/" + id, bearer(ann))
                .refused(404, "mfa_factor_not_found", "Factor not found");
    }

    @Test
    void other_users_codes_are_worth_nothing() {
        var codes = generate();
        var bob = project.signUp("bob@example.com", "secret-2");

        verify(bob, codes.getFirst()).refused(404, "mfa_factor_not_found", "Factor not found");
    }
}
