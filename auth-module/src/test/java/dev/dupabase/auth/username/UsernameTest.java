package dev.dupabase.auth.username;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest extends AuthServer {
    private static final String PATH = "/dupabase/username";

    private TestProject project;
    private Reply ann;

    @BeforeEach
    void sign_up() {
        project = newProject("{\"MAILER_AUTOCONFIRM\": true, \"EXTERNAL_USERNAME_ENABLED\": true}");
        ann = project.signUp("ann@example.com", "secret-1");
    }

    private static String[] bearer(Reply session) {
        return TestProject.bearer(session.text("access_token"));
    }

    private Reply name(Reply session, String username) {
        return project.put(PATH, "{\"username\":\"%s\"}".formatted(username), bearer(session));
    }

    @Test
    void a_user_signs_in_by_name_in_any_case() {
        name(ann, "Ann.Lee").ok();

        assertThat(project.get(PATH, bearer(ann)).ok().text("username")).isEqualTo("Ann.Lee");
        assertThat(project.signIn("ann.lee", "secret-1").ok().text("user.email"))
                .isEqualTo("ann@example.com");
        project.post(
                        "/token?grant_type=password",
                        "{\"username\":\"ANN.LEE\",\"password\":\"secret-1\"}")
                .ok();
        project.signIn("ann@example.com", "secret-1").ok();
    }

    @Test
    void unknown_names_and_wrong_passwords_are_told_in_the_same_words() {
        name(ann, "ann").ok();

        project.signIn("ann", "wrong-one")
                .refused(400, "invalid_credentials", "Invalid login credentials");
        project.signIn("bob", "secret-1")
                .refused(400, "invalid_credentials", "Invalid login credentials");
    }

    @Test
    void names_are_unique_whatever_their_case() {
        name(ann, "ann").ok();
        var bob = project.signUp("bob@example.com", "secret-2");

        name(bob, "ANN").refused(422, "username_exists", "This username is taken");
        assertThat(project.delete(PATH, bearer(ann)).status()).isEqualTo(204);
        name(bob, "ANN").ok();
        project.signIn("ann", "secret-1")
                .refused(400, "invalid_credentials", "Invalid login credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "ann@example.com", "4912345", "-ann", "ann lee", "änn"})
    void what_could_be_an_address_or_a_number_is_no_name(String username) {
        name(ann, username)
                .refused(
                        400,
                        "validation_failed",
                        "A username has 3 to 64 letters, digits, dots, dashes and underscores,"
                                + " and at least one letter");
    }

    @Test
    void administrators_give_names_too() {
        var service = TestProject.bearer(project.serviceKey());
        var path = "/dupabase/admin/users/" + ann.text("user.id") + "/username";

        project.put(path, "{\"username\":\"ann\"}", service).ok();

        assertThat(project.get(path, service).ok().text("username")).isEqualTo("ann");
        project.signIn("ann", "secret-1").ok();
        assertThat(project.delete(path, service).status()).isEqualTo(204);
        assertThat(project.get(path, service).ok().text()).isEqualTo("{\"username\":null}");
    }

    @Test
    void switched_off_nothing_has_changed() {
        name(ann, "ann").ok();
        configure(project, "{\"EXTERNAL_USERNAME_ENABLED\": false}");

        name(ann, "other").refused(404, "feature_disabled", "Usernames are disabled");
        project.signIn("ann", "secret-1")
                .refused(400, "invalid_credentials", "Invalid login credentials");
        project.post(
                        "/token?grant_type=password",
                        "{\"username\":\"ann\",\"password\":\"secret-1\"}")
                .refused(400, "validation_failed", "missing email or phone");
    }

    @Test
    void the_unconfirmed_stay_out_by_name_too() {
        name(ann, "ann").ok();
        project.execute("update auth.users set email_confirmed_at = null");

        project.signIn("ann", "secret-1")
                .refused(400, "email_not_confirmed", "Email not confirmed");
    }
}
