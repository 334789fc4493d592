package dev.dupabase.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class RefreshTest extends AuthServer {
    private static final String ALREADY_USED = "Invalid Refresh Token: Already Used";

    private TestProject counted;
    private TestProject rows;
    private int users;

    @BeforeAll
    void makeProjects() {
        counted = newProject();
        rows =
                newProject(
                        "{\"mailer_autoconfirm\": true,"
                                + " \"GOTRUE_SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION\": 1}");
    }

    private TestProject project(int format) {
        return format == 1 ? rows : counted;
    }

    private Reply newSession(TestProject project) {
        return project.signUp("user%d@example.com".formatted(users++), "secret-1");
    }

    /// Moves what happened in a project's sessions into the past.
    private static void age(TestProject project, String interval) {
        project.execute(
                """
                update auth.sessions set refreshed_at = refreshed_at - interval '%s',
                    created_at = created_at - interval '%<s';
                update auth.refresh_tokens set updated_at = updated_at - interval '%<s';
                """
                        .formatted(interval));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_refresh_gives_another_token_of_the_same_session(int format) {
        var project = project(format);
        var first = newSession(project);

        var second = project.refresh(first.text("refresh_token")).ok();

        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(second.header("sb-auth-session-id"))
                .isEqualTo(first.header("sb-auth-session-id"));
        assertThat(second.text("user.id")).isEqualTo(first.text("user.id"));
        assertThat(second.header("sb-auth-refresh-token-rotated")).isEqualTo("true");
        project.get("/user", TestProject.bearer(second.text("access_token"))).ok();
        project.refresh(second.text("refresh_token")).ok();
        assertThat(
                        project.query(
                                "select user_agent from auth.sessions where refreshed_at is not null"
                                        + " and id = '%s'"
                                                .formatted(first.header("sb-auth-session-id"))))
                .hasSize(1);
    }

    @Test
    void a_counted_token_is_laid_out_as_the_format_says() {
        var session = newSession(counted);
        var bytes = Base64.getUrlDecoder().decode(session.text("refresh_token"));

        assertThat(bytes).hasSize(38);
        assertThat(bytes[0]).isZero();
        assertThat(session.header("sb-auth-refresh-token-counter")).isEqualTo("0");
        assertThat(counted.query("select 1 from auth.refresh_tokens")).isEmpty();
    }

    @Test
    void a_row_token_is_twelve_letters_and_a_row() {
        var session = newSession(rows);

        assertThat(session.text("refresh_token")).matches("[a-z2-7]{12}");
        assertThat(session.header("sb-auth-refresh-token-prefix"))
                .isEqualTo(session.text("refresh_token").substring(0, 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_client_that_did_not_save_its_new_token_gets_it_again_however_late(int format) {
        var project = project(format);
        var first = newSession(project).text("refresh_token");
        var lost = project.refresh(first).ok().text("refresh_token");
        age(project, "3 days");

        var again = project.refresh(first).ok();

        assertThat(again.text("refresh_token")).isEqualTo(lost);
        assertThat(again.header("sb-auth-refresh-token-reuse")).isEqualTo("true");
        assertThat(again.header("sb-auth-refresh-token-reuse-cause")).contains("fail-to-save");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void an_older_token_is_taken_for_ten_seconds(int format) {
        var project = project(format);
        var first = newSession(project).text("refresh_token");
        var second = project.refresh(first).ok().text("refresh_token");
        project.refresh(second).ok();

        var reused = project.refresh(first).ok();

        assertThat(reused.header("sb-auth-refresh-token-reuse-cause"))
                .contains("concurrent-refresh");
        project.refresh(reused.text("refresh_token")).ok();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_stolen_token_ends_the_session_for_good(int format) {
        var project = project(format);
        var session = newSession(project);
        var first = session.text("refresh_token");
        var second = project.refresh(first).ok().text("refresh_token");
        var third = project.refresh(second).ok().text("refresh_token");
        age(project, "1 minute");

        project.refresh(first).refused(400, "refresh_token_already_used", ALREADY_USED);

        if (format == 1) {
            project.refresh(third).refused(400, "refresh_token_already_used", ALREADY_USED);
            assertThat(sessions(project, session)).hasSize(1);
        } else {
            project.refresh(third)
                    .refused(
                            400,
                            "refresh_token_not_found",
                            "Invalid Refresh Token: Refresh Token Not Found");
            assertThat(sessions(project, session)).isEmpty();
        }
    }

    private static List<String> sessions(TestProject project, Reply session) {
        return project.query(
                "select id from auth.sessions where id = '%s'"
                        .formatted(session.header("sb-auth-session-id")));
    }

    @Test
    void without_rotation_reuse_is_refused_and_the_session_lives() {
        var lax =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true, "SECURITY_REFRESH_TOKEN_ROTATION_ENABLED": false,
                         "SECURITY_REFRESH_TOKEN_REUSE_INTERVAL": 0}
                        """);
        var first = newSession(lax).text("refresh_token");
        var second = lax.refresh(first).ok().text("refresh_token");
        var third = lax.refresh(second).ok().text("refresh_token");

        lax.refresh(first).refused(400, "refresh_token_already_used", ALREADY_USED);

        lax.refresh(third).ok();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void fifty_refreshes_at_once_all_succeed_and_leave_one_token(int format) throws Exception {
        var project = project(format);
        var session = newSession(project);
        var token = session.text("refresh_token");
        Callable<Reply> refresh = () -> project.refresh(token);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies =
                    threads.invokeAll(Collections.nCopies(50, refresh)).stream()
                            .map(future -> future.resultNow())
                            .toList();

            assertThat(replies).allSatisfy(reply -> reply.ok());
            assertThat(replies)
                    .extracting(reply -> reply.text("refresh_token"))
                    .containsOnly(replies.getFirst().text("refresh_token"));
            project.refresh(replies.getFirst().text("refresh_token")).ok();
        }
    }

    @Test
    void what_no_server_issued_is_refused_without_a_look_at_the_database() {
        counted.refresh("short").refused(400, "validation_failed", "Refresh token is not valid");
        counted.refresh("x".repeat(60))
                .refused(400, "validation_failed", "Refresh token is not valid");
        counted.refresh("abcdefghijkl")
                .refused(
                        400,
                        "refresh_token_not_found",
                        "Invalid Refresh Token: Refresh Token Not Found");
        var token = newSession(counted).text("refresh_token");
        var forged = (token.charAt(30) == 'A' ? "B" : "A");
        counted.refresh(token.substring(0, 30) + forged + token.substring(31))
                .refused(400, "validation_failed", "Refresh token is not valid");
    }

    @Test
    void a_count_from_the_future_was_not_issued_here() {
        var session = newSession(counted);
        var second = counted.refresh(session.text("refresh_token")).ok().text("refresh_token");
        counted.execute(
                "update auth.sessions set refresh_token_counter = 0 where id = '%s'"
                        .formatted(session.header("sb-auth-session-id")));

        counted.refresh(second)
                .refused(
                        400,
                        "validation_failed",
                        "Invalid Refresh Token: Not Issued By This Server");
    }

    @Test
    void a_token_of_another_session_key_is_not_found() {
        var session = newSession(counted);
        counted.execute(
                "update auth.sessions set refresh_token_hmac_key = '%s' where id = '%s'"
                        .formatted(RefreshToken.newKey(), session.header("sb-auth-session-id")));

        counted.refresh(session.text("refresh_token"))
                .refused(
                        400,
                        "refresh_token_not_found",
                        "Invalid Refresh Token: Refresh Token Not Found");
    }

    @Test
    void sessions_end_by_the_projects_limits() {
        var limited =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true, "SESSIONS_TIMEBOX": "24h",
                         "SESSIONS_INACTIVITY_TIMEOUT": "1h"}
                        """);
        var idle = newSession(limited).text("refresh_token");
        age(limited, "2 hours");
        limited.refresh(idle)
                .refused(
                        400,
                        "session_expired",
                        "Invalid Refresh Token: Session Expired (Inactivity)");
        age(limited, "2 days");
        limited.refresh(idle)
                .refused(400, "session_expired", "Invalid Refresh Token: Session Expired");
    }

    @Test
    void where_a_user_may_have_one_session_the_newest_wins() {
        var single =
                newProject("{\"MAILER_AUTOCONFIRM\": true, \"SESSIONS_SINGLE_PER_USER\": true}");
        var older = newSession(single);
        var newer = single.signIn(older.text("user.email"), "secret-1").ok();

        single.refresh(older.text("refresh_token"))
                .refused(
                        400,
                        "session_expired",
                        "Invalid Refresh Token: Session Expired (Revoked by Newer Login)");
        single.refresh(newer.text("refresh_token")).ok();
    }

    @Test
    void a_banned_user_cannot_refresh() {
        var session = newSession(counted);
        counted.execute(
                "update auth.users set banned_until = now() + interval '1 hour' where id = '%s'"
                        .formatted(session.text("user.id")));

        counted.refresh(session.text("refresh_token"))
                .refused(400, "user_banned", "Invalid Refresh Token: User Banned");
    }

    @Test
    void old_sessions_can_turn_to_the_new_format() {
        var upgrading =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true,
                         "SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION": 1}
                        """);
        var first = newSession(upgrading).text("refresh_token");
        configure(
                upgrading,
                """
                {"SECURITY_REFRESH_TOKEN_ALGORITHM_VERSION": 2,
                 "SECURITY_REFRESH_TOKEN_UPGRADE_PERCENTAGE": 100}
                """);

        var second = upgrading.refresh(first).ok();

        assertThat(second.text("refresh_token")).hasSizeGreaterThan(50);
        assertThat(upgrading.query("select 1 from auth.refresh_tokens where not revoked"))
                .isEmpty();
        upgrading.refresh(second.text("refresh_token")).ok();
    }
}
