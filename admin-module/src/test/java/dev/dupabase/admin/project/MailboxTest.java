package dev.dupabase.admin.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.PlatformApiTest;
import dev.dupabase.platform.mail.Mail;
import dev.dupabase.platform.mail.Mailer;
import dev.dupabase.platform.project.ProjectDirectory;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MailboxTest extends PlatformApiTest {
    @Autowired private Mailer mailer;
    @Autowired private ProjectDirectory directory;

    private ApiClient ann;
    private String id;
    private String mailbox;

    @BeforeEach
    void aProjectWithoutMailServer() {
        ann = register(newEmail());
        id = ann.post("/platform/projects", "{\"name\":\"x\"}").text("id");
        mailbox = "/platform/projects/" + id + "/mailbox";
    }

    @Test
    void mails_that_no_server_takes_can_be_read_newest_first() {
        assertThat(ann.get(mailbox).json().size()).isZero();
        send("First", "<p>1</p>");
        send("Second", "<p>2</p>");

        var mails = ann.get(mailbox).json();

        assertThat(mails.size()).isEqualTo(2);
        assertThat(mails.path(0).path("subject").stringValue()).isEqualTo("Second");
        assertThat(mails.path(0).path("recipient").stringValue()).isEqualTo("u@example.com");
        assertThat(mails.path(0).has("html")).isFalse();
        var mail = ann.get(mailbox + "/" + mails.path(1).path("id").longValue());
        assertThat(mail.text("html")).isEqualTo("<p>1</p>");
        assertThat(mail.text("kind")).isEqualTo("recovery");
    }

    @Test
    void emptying_is_written_down() {
        send("First", "<p>1</p>");
        var since = auditPosition();

        assertThat(ann.delete(mailbox).status()).isEqualTo(200);

        assertThat(ann.get(mailbox).json().size()).isZero();
        assertThat(actionsSince(since)).containsExactly("empty_mailbox");
    }

    @Test
    void nobody_reads_the_mails_of_other_projects() {
        send("First", "<p>1</p>");
        var mail = ann.get(mailbox).json().path(0).path("id").longValue();
        var bob = register(newEmail());
        var own = bob.post("/platform/projects", "{\"name\":\"y\"}").text("id");

        assertThat(bob.get(mailbox).status()).isEqualTo(404);
        assertThat(bob.get(mailbox + "/" + mail).status()).isEqualTo(404);
        assertThat(bob.delete(mailbox).status()).isEqualTo(404);
        assertThat(bob.get("/platform/projects/" + own + "/mailbox/" + mail).status())
                .isEqualTo(404);
        assertThat(guest().get(mailbox).status()).isEqualTo(401);
        assertThat(ann.get(mailbox).json().size()).isEqualTo(1);
    }

    @Test
    void viewers_see_no_sign_in_links() {
        var email = newEmail();
        var viewer = register(email);
        joinOrganisationOf(id, email, "viewer");

        assertThat(viewer.get(mailbox).status()).isEqualTo(403);
        assertThat(viewer.delete(mailbox).status()).isEqualTo(403);
    }

    @Test
    void an_id_that_is_none_is_refused() {
        assertThat(ann.get(mailbox + "/x").status()).isEqualTo(400);
        assertThat(ann.get(mailbox + "/9223372036854775807").status()).isEqualTo(404);
    }

    private void send(String subject, String html) {
        var project = directory.find(UUID.fromString(id)).orElseThrow();
        mailer.send(project, new Mail("recovery", "u@example.com", subject, html, Map.of()));
    }
}
