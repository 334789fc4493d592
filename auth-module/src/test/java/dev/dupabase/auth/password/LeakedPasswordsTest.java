package dev.dupabase.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.LocalService.Answer;
import dev.dupabase.auth.ServedByOthers;
import dev.dupabase.auth.TestProject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class LeakedPasswordsTest extends ServedByOthers {

    /// SHA-1 of `password1`.
    private static final String PREFIX = "E38AD";

    private static final String REST = "214943DAAD1D64C102FAEC29DE4AFE9DA3D";

    private TestProject project;

    @BeforeAll
    void makeProject() {
        project =
                newProject(
                        """
                        {"MAILER_AUTOCONFIRM": true, "PASSWORD_HIBP_ENABLED": true,
                         "PASSWORD_HIBP_USER_AGENT": "Shop"}
                        """);
    }

    @BeforeEach
    void knows() {
        SERVICE.answer(call ->
                new Answer(
                        200,
                        Map.of(),
                        call.path().endsWith(PREFIX)
                                ? "0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n%s:2413945"
                                        .formatted(REST)
                                : "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF:0"));
    }

    @Test
    void a_leaked_password_is_weak_and_only_the_beginning_of_its_hash_is_told() {
        var reply = project.post("/signup", credentials("password1"));

        reply.refused(
                422,
                "weak_password",
                "Password is known to be weak and easy to guess, please choose a different one.");
        assertThat(reply.at("weak_password.reasons").toString()).isEqualTo("[\"pwned\"]");
        assertThat(SERVICE.last().path()).isEqualTo("/range/" + PREFIX);
        assertThat(SERVICE.last().headers()).containsEntry("add-padding", "true");
        assertThat(SERVICE.last().headers()).containsEntry("user-agent", "Shop");
        project.post("/signup", credentials("not-in-any-list")).ok();
    }

    @Test
    void padding_is_no_finding() {
        SERVICE.answer(call -> new Answer(200, Map.of(), REST + ":0"));
        project.post("/signup", credentials("password1")).ok();
    }

    @Test
    void without_an_answer_the_password_passes_unless_the_project_says_otherwise() {
        SERVICE.answer(call -> new Answer(503, Map.of(), ""));
        project.post("/signup", credentials("password1")).ok();

        configure(project, "{\"PASSWORD_HIBP_FAIL_CLOSED\": true}");
        assertThat(project.post("/signup", credentials("password1")).status()).isEqualTo(500);
        configure(project, "{\"PASSWORD_HIBP_FAIL_CLOSED\": null}");
    }

    @Test
    void who_signs_in_by_a_leaked_password_is_told() {
        configure(project, "{\"PASSWORD_HIBP_ENABLED\": false}");
        var email = UUID.randomUUID() + "@example.com";
        project.signUp(email, "password1");
        configure(project, "{\"PASSWORD_HIBP_ENABLED\": true}");

        var session = project.signIn(email, "password1").ok();

        assertThat(session.at("weak_password.reasons").toString()).isEqualTo("[\"pwned\"]");
        project.put(
                        "/user",
                        "{\"password\":\"password1\"}",
                        TestProject.bearer(
                                project.signUp(UUID.randomUUID() + "@example.com", "secret-1")
                                        .text("access_token")))
                .refused(
                        422,
                        "weak_password",
                        "Password is known to be weak and easy to guess, please choose a different"
                                + " one.");
    }

    private static String credentials(String password) {
        return TestProject.credentials(UUID.randomUUID() + "@example.com", password);
    }
}
