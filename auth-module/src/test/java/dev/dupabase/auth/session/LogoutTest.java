package dev.dupabase.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class LogoutTest extends AuthServer {
    private TestProject project;
    private List<String> tokens;
    private int users;

    @BeforeAll
    void makeProject() {
        project = newProject();
    }

    @BeforeEach
    void makeThreeSessions() {
        var email = "user%d@example.com".formatted(users++);
        tokens =
                List.of(
                        project.signUp(email, "secret-1").text("access_token"),
                        project.signIn(email, "secret-1").text("access_token"),
                        project.signIn(email, "secret-1").text("access_token"));
    }

    private Reply logout(String query) {
        return project.post("/logout" + query, "", TestProject.bearer(tokens.get(1)));
    }

    private List<Integer> statuses() {
        return tokens.stream()
                .map(token -> project.get("/user", TestProject.bearer(token)).status())
                .toList();
    }

    @Test
    void it_ends_all_sessions_unless_told_otherwise() {
        var reply = logout("");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.text()).isEmpty();
        assertThat(statuses()).containsExactly(403, 403, 403);
    }

    @Test
    void it_can_end_this_session_alone() {
        logout("?scope=local");

        assertThat(statuses()).containsExactly(200, 403, 200);
    }

    @Test
    void it_can_end_the_others() {
        logout("?scope=others");

        assertThat(statuses()).containsExactly(403, 200, 403);
    }

    @Test
    void it_knows_no_other_scope() {
        logout("?scope=moon")
                .refused(400, "validation_failed", "Unsupported logout scope \"moon\"");
        assertThat(statuses()).containsExactly(200, 200, 200);
    }

    @Test
    void a_session_that_has_ended_cannot_be_ended_again() {
        logout("");

        logout("")
                .refused(
                        403,
                        "session_not_found",
                        "Session from session_id claim in JWT does not exist");
    }
}
