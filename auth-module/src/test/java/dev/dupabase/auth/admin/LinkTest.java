package dev.dupabase.auth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class LinkTest extends AuthServer {
    private TestProject project;
    private int users;

    @BeforeAll
    void makeProject() {
        project =
                newProject(
                        "{\"DISABLE_SIGNUP\": true, \"URI_ALLOW_LIST\": \"https://app.example/**\"}");
    }

    private String newAddress() {
        return "user%d@example.com".formatted(users++);
    }

    private Reply link(String type, String email, String more) {
        return project.post(
                "/admin/generate_link",
                "{\"type\":\"%s\",\"email\":\"%s\"%s}".formatted(type, email, more),
                TestProject.bearer(project.serviceKey()));
    }

    private String confirmedUser() {
        var email = newAddress();
        var link = link("signup", email, ",\"password\":\"secret-1\"").ok();
        follow(link);
        return email;
    }

    private Reply follow(Reply link) {
        var url = link.text("action_link");
        return project.get(url.substring(url.indexOf("/auth/v1") + 8));
    }

    @Test
    void a_link_comes_with_its_user_and_code() {
        var email = newAddress();

        var link =
                link(
                                "signup",
                                email,
                                ",\"password\":\"secret-1\",\"data\":{\"a\":1},\"redirect_to\":\"https://app.example/x\"")
                        .ok();

        assertThat(link.text("email")).isEqualTo(email);
        assertThat(link.at("user_metadata").toString()).isEqualTo("{\"a\":1}");
        assertThat(link.text("verification_type")).isEqualTo("signup");
        assertThat(link.text("redirect_to")).isEqualTo("https://app.example/x");
        assertThat(link.text("action_link"))
                .isEqualTo(
                        "http://localhost:3000/p/%s/auth/v1/verify?token=%s&type=signup&redirect_to=https://app.example/x"
                                .formatted(project.project().ref(), link.text("hashed_token")));
        assertThat(mails(project, email)).isEmpty();
        assertThat(follow(link).header("location"))
                .startsWith("https://app.example/x#access_token=");
        project.signIn(email, "secret-1").ok();
    }

    @Test
    void every_kind_of_link_works() {
        var email = confirmedUser();
        for (var type : new String[] {"magiclink", "recovery"}) {
            var link = link(type, email, "").ok();
            assertThat(link.text("verification_type")).isEqualTo(type);
            assertThat(follow(link).header("location")).contains("&type=" + type);
        }
        assertThat(link("magiclink", newAddress(), "").ok().text("verification_type"))
                .isEqualTo("signup");
        var invited = link("invite", newAddress(), "").ok();
        assertThat(invited.text("invited_at")).isNotEmpty();
        assertThat(follow(invited).header("location")).contains("&type=invite");

        var wanted = newAddress();
        var more = ",\"new_email\":\"%s\"".formatted(wanted);
        var current = link("email_change_current", email, more).ok();
        var next = link("email_change_new", email, more).ok();
        assertThat(next.text("new_email")).isEqualTo(wanted);
        assertThat(next.text("action_link")).contains("&type=email_change&");
        assertThat(follow(next).header("location")).contains("#message=");
        assertThat(follow(current).header("location")).contains("access_token=");
        assertThat(project.query("select email from auth.users where email = '" + wanted + "'"))
                .hasSize(1);
    }

    @Test
    void what_is_wrong_with_a_link_is_said() {
        var email = confirmedUser();
        link("signup", email, "")
                .refused(
                        422,
                        "email_exists",
                        "A user with this email address has already been registered");
        link("recovery", "nobody@example.com", "")
                .refused(404, "user_not_found", "User with this email not found");
        link("moon", email, "")
                .refused(
                        400, "validation_failed", "Invalid email action link type requested: moon");
        link("magiclink", "nonsense", "")
                .refused(
                        400,
                        "validation_failed",
                        "Unable to validate email address: invalid format");
        assertThat(
                        link("magiclink", email, ",\"redirect_to\":\"https://evil.example\"")
                                .text("redirect_to"))
                .isEqualTo("http://localhost:4000");
    }

    @Test
    void an_invited_user_accepts_and_gets_a_password_later() {
        var email = newAddress();

        var user =
                project.post(
                                "/invite",
                                "{\"email\":\"%s\",\"data\":{\"team\":\"x\"}}".formatted(email),
                                TestProject.bearer(project.serviceKey()))
                        .ok();

        assertThat(user.text("invited_at")).isNotEmpty();
        assertThat(user.at("user_metadata").toString()).isEqualTo("{\"team\":\"x\"}");
        var mail = newestMail(project, email);
        assertThat(mail.kind()).isEqualTo("invite");
        var location = project.get(mail.path()).header("location");
        assertThat(location).contains("&type=invite");
        var token = location.replaceAll(".*access_token=([^&]+).*", "$1");
        project.put("/user", "{\"password\":\"secret-1\"}", TestProject.bearer(token)).ok();
        project.signIn(email, "secret-1").ok();
        project.post(
                        "/invite",
                        "{\"email\":\"%s\"}".formatted(email),
                        TestProject.bearer(project.serviceKey()))
                .refused(
                        422,
                        "email_exists",
                        "A user with this email address has already been registered");
    }
}
