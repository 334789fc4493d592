package dev.dupabase.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class AccountTest extends AuthServer {
    private TestProject project;
    private int users;

    @BeforeAll
    void makeProject() {
        project = newProject();
    }

    private Reply newUser() {
        return project.signUp("user%d@example.com".formatted(users++), "secret-1");
    }

    private Reply update(Reply session, String body) {
        return project.put("/user", body, TestProject.bearer(session.text("access_token")));
    }

    @Test
    void a_user_can_be_shown() {
        var session = newUser();

        var user = project.get("/user", TestProject.bearer(session.text("access_token"))).ok();

        assertThat(user.json()).isEqualTo(session.at("user"));
    }

    @Test
    void metadata_are_merged_key_by_key_and_null_removes_a_key() {
        var session = newUser();
        update(session, "{\"data\":{\"a\":1,\"b\":{\"c\":1,\"d\":2},\"keep\":\"x\"}}").ok();

        var user = update(session, "{\"data\":{\"a\":null,\"b\":{\"c\":3},\"n\":\"$!\"}}").ok();

        assertThat(user.at("user_metadata.a").isMissingNode()).isTrue();
        assertThat(user.at("user_metadata.b").toString()).isEqualTo("{\"c\":3}");
        assertThat(user.text("user_metadata.keep")).isEqualTo("x");
        assertThat(user.text("user_metadata.n")).isEqualTo("$!");
        assertThat(user.text("user_metadata.email")).isEqualTo(session.text("user.email"));
    }

    @Test
    void app_metadata_are_for_administrators() {
        update(newUser(), "{\"app_metadata\":{\"plan\":\"gold\"}}")
                .refused(403, "not_admin", "Updating app_metadata requires admin privileges");
    }

    @Test
    void a_new_password_counts_at_once_and_ends_all_other_sessions() {
        var session = newUser();
        var email = session.text("user.email");
        var other = project.signIn(email, "secret-1").ok();

        update(session, "{\"password\":\"secret-2\"}").ok();

        assertThat(project.signIn(email, "secret-1").status()).isEqualTo(400);
        project.signIn(email, "secret-2").ok();
        project.get("/user", TestProject.bearer(session.text("access_token"))).ok();
        assertThat(
                        project.get("/user", TestProject.bearer(other.text("access_token")))
                                .text("error_code"))
                .isEqualTo("session_not_found");
    }

    @Test
    void the_new_password_must_be_new_and_strong() {
        var session = newUser();

        update(session, "{\"password\":\"secret-1\",\"data\":{\"a\":1}}")
                .refused(
                        422,
                        "same_password",
                        "New password should be different from the old password.");
        update(session, "{\"password\":\"short\"}")
                .refused(422, "weak_password", "Password should be at least 6 characters.");
        update(session, "{\"password\":\"%s\"}".formatted("x".repeat(73)))
                .refused(400, "validation_failed", "Password cannot be longer than 72 characters");
        assertThat(
                        project.get("/user", TestProject.bearer(session.text("access_token")))
                                .at("user_metadata.a")
                                .isMissingNode())
                .isTrue();
    }

    @Test
    void the_current_password_can_be_asked_for() {
        var careful =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true,
                         "SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD": true}
                        """);
        var bearer =
                TestProject.bearer(
                        careful.signUp("ann@example.com", "secret-1").text("access_token"));

        careful.put("/user", "{\"password\":\"secret-2\"}", bearer)
                .refused(
                        400,
                        "current_password_required",
                        "Current password required when setting new password.");
        careful.put("/user", "{\"password\":\"secret-2\",\"current_password\":\"wrong\"}", bearer)
                .refused(
                        400,
                        "current_password_invalid",
                        "Current password required when setting new password.");
        careful.put(
                        "/user",
                        "{\"password\":\"secret-2\",\"current_password\":\"secret-1\"}",
                        bearer)
                .ok();
    }

    @Test
    void an_anonymous_user_has_no_password() {
        var open = newProject("{\"EXTERNAL_ANONYMOUS_USERS_ENABLED\": true}");
        var bearer = TestProject.bearer(open.post("/signup", "{}").text("access_token"));

        open.put("/user", "{\"password\":\"secret-2\"}", bearer)
                .refused(
                        422,
                        "validation_failed",
                        "Updating password of an anonymous user without an email or phone is not"
                                + " allowed");
    }
}
