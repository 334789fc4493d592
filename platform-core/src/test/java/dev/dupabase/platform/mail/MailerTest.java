package dev.dupabase.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.node.JsonNodeFactory;

@PlatformTest
class MailerTest {
    private static final GreenMail SERVER = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @Autowired private Mailer mailer;
    @Autowired private SmtpSender sender;
    @Autowired private Mailbox mailbox;
    @Autowired private ProjectProvisioner provisioner;
    @Autowired private JdbcClient platform;

    @DynamicPropertySource
    static void operatorsServer(DynamicPropertyRegistry properties) {
        SERVER.start();
        properties.add("dupabase.mail.host", () -> "127.0.0.1");
        properties.add("dupabase.mail.port", () -> SERVER.getSmtp().getPort());
        properties.add("dupabase.mail.from", () -> "noreply@dupabase.example");
        properties.add("dupabase.mail.sender-name", () -> "Dupäbase");
    }

    @BeforeEach
    void empty() throws FolderException {
        SERVER.purgeEmailFromAllMailboxes();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private Project newProject() {
        return provisioner.create(
                new NewProject(
                        UUID.randomUUID(),
                        null,
                        "mail",
                        JsonNodeFactory.instance.objectNode(),
                        null));
    }

    private static Mail mail(String subject) {
        return new Mail(
                "recovery",
                "ann@example.com",
                subject,
                "<p>Grüße</p>",
                Map.of("X-Kind", "recovery"));
    }

    @Test
    void a_mail_goes_out_over_the_operators_server() throws Exception {
        mailer.send(newProject(), mail("Reset ✓\r\nBcc: eve@example.com"));

        assertThat(SERVER.waitForIncomingEmail(60_000, 1)).isTrue();
        var message = SERVER.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Reset ✓ Bcc: eve@example.com");
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getFrom()[0].toString()).contains("noreply@dupabase.example");
        assertThat(message.getHeader("X-Kind")).containsExactly("recovery");
        assertThat(message.getContent().toString()).contains("<p>Grüße</p>");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(
                                        platform.sql(
                                                        "select count(*) from"
                                                                + " platform.scheduled_tasks where"
                                                                + " task_name = 'mail'")
                                                .query(Integer.class)
                                                .single())
                                .isZero());
    }

    @Test
    void a_mail_of_the_platform_itself_goes_out_too() {
        assertThat(mailer.sendFromPlatform(mail("Invitation to Acme"))).isTrue();

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(SERVER.getReceivedMessages())
                                .anySatisfy(message ->
                                        assertThat(message.getSubject())
                                                .isEqualTo("Invitation to Acme")));
    }

    @Test
    void the_mailbox_keeps_the_newest_two_hundred_of_each_project() {
        var project = newProject();
        var other = newProject();
        mailbox.keep(other, mail("other"));
        for (int i = 0; i < 203; i++) {
            mailbox.keep(project, mail("mail " + i));
        }

        var newest = mailbox.newest(project, 1000);

        assertThat(newest).hasSize(200);
        assertThat(newest.getFirst().subject()).isEqualTo("mail 202");
        assertThat(newest.getLast().subject()).isEqualTo("mail 3");
        assertThat(mailbox.find(project, newest.getFirst().id())).contains(newest.getFirst());
        assertThat(mailbox.find(other, newest.getFirst().id())).isEmpty();
        mailbox.empty(project);
        assertThat(mailbox.newest(project, 10)).isEmpty();
        assertThat(mailbox.newest(other, 10)).hasSize(1);
    }

    @Test
    void an_owner_of_a_project_cannot_reach_into_the_operators_network() {
        for (var host : new String[] {"127.0.0.1", "localhost", "10.1.2.3", "169.254.169.254"}) {
            var server = new MailServer(host, 25, "", Optional.empty(), "a@example.com", "", true);

            assertThatThrownBy(() -> sender.send(server, mail("x")))
                    .isInstanceOf(SmtpSender.NotTaken.class)
                    .hasMessageContaining("private network");
        }
    }
}
