package dev.dupabase.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "dupabase.mail.allow-private-servers=true")
class ProjectMailTest extends AuthServer {
    @Test
    void a_project_mails_over_its_own_server_in_its_own_words() throws Exception {
        var server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
        server.start();
        server.setUser("mailer@shop.example", "mailer", "smtp-secret");
        try {
            var project =
                    newProject(
                            """
                            {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": %d, "SMTP_USER": "mailer",
                             "SMTP_PASS": "smtp-secret", "SMTP_ADMIN_EMAIL": "mailer@shop.example",
                             "SMTP_SENDER_NAME": "Shop",
                             "SMTP_HEADERS": "{\\"X-Kind\\": [\\"kind-$messageType\\"]}",
                             "MAILER_SUBJECTS_CONFIRMATION": "Hi {{ .Data.name }} & co",
                             "MAILER_TEMPLATES_CONFIRMATION":
                               "<p>{{ if eq .Data.lang \\"de\\" }}Hallo{{ else }}Hello{{ end }} {{ .Data.name }}: <a href=\\"{{ .SiteURL }}/confirm?token_hash={{ .TokenHash }}&next={{ .RedirectTo }}\\">x</a> {{ .Token }}</p>"}
                            """
                                    .formatted(server.getSmtp().getPort()));

            project.post(
                            "/signup",
                            """
                            {"email":"ann@example.com","password":"secret-1",
                             "data":{"name":"<Ann>","lang":"de"}}
                            """)
                    .ok();

            assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
            var mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("Hi <Ann> & co");
            assertThat(mail.getFrom()[0].toString()).isEqualTo("Shop <mailer@shop.example>");
            assertThat(mail.getHeader("X-Kind")).containsExactly("kind-confirmation");
            assertThat(mail.getContent().toString())
                    .matches(
                            "(?s)<p>Hallo &lt;Ann&gt;: <a href=\"http://localhost:4000/confirm\\?token_hash=[0-9a-f]{56}&next=http%3A%2F%2Flocalhost%3A4000\">x</a> \\d{6}</p>\\s*");
            assertThat(mails(project, "ann@example.com")).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void a_template_that_cannot_be_read_is_replaced_by_the_built_in_one() {
        var project =
                newProject(
                        "{\"MAILER_TEMPLATES_RECOVERY\": \"{{ if }}\", \"MAILER_AUTOCONFIRM\": true,"
                                + " \"MAILER_NOTIFICATIONS_PASSWORD_CHANGED_ENABLED\": true}");
        var session = project.signUp("ann@example.com", "secret-1");

        project.post("/recover", "{\"email\":\"ann@example.com\"}").ok();
        assertThat(newestMail(project, "ann@example.com").code()).hasSize(6);

        project.put(
                        "/user",
                        "{\"password\":\"secret-2\"}",
                        TestProject.bearer(session.text("access_token")))
                .ok();
        assertThat(newestMail(project, "ann@example.com").subject())
                .isEqualTo("Your password was changed");
    }
}
