package dev.dupabase.auth;

import dev.dupabase.platform.mail.Mailbox;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectConfigurator;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.testing.TestHost;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A running server for tests; each class makes the projects it needs.
@ContextConfiguration(initializers = TestHost.class)
@SpringBootTest(
        classes = TestAuth.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dupabase.http.rate-limit-auth=off",
            "dupabase.outbound.allowed=127.0.0.0/8,localhost",
            "dupabase.http.rate-limit-api=off",
            "spring.threads.virtual.enabled=true"
        })
public abstract class AuthServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort private int port;
    @Autowired private ProjectProvisioner provisioner;
    @Autowired private ProjectConfigurator configurator;
    @Autowired private ProjectDirectory directory;
    @Autowired private Mailbox mailbox;

    /// A new project whose users need no confirmation.
    protected TestProject newProject() {
        return newProject("{\"MAILER_AUTOCONFIRM\": true}");
    }

    /// @param settings of sign-in, as JSON
    protected TestProject newProject(String settings) {
        var sections = JSON.createObjectNode();
        sections.set("auth", JSON.readTree(settings));
        var project =
                provisioner.create(
                        new NewProject(
                                UUID.randomUUID(),
                                null,
                                "auth " + UUID.randomUUID(),
                                sections,
                                "http://localhost:4000"));
        return new TestProject(project, directory.secrets(project.ref()), port);
    }

    protected void configure(TestProject project, String settings) {
        ObjectNode sections = JSON.createObjectNode();
        sections.set("auth", JSON.readTree(settings));
        configurator.updateSettings(project.project().ref(), sections);
    }

    /// The mails of a project to one address, newest first.
    protected List<ReceivedMail> mails(TestProject project, String to) {
        return mailbox.newest(project.project(), 200).stream()
                .filter(entry -> entry.recipient().equals(to))
                .map(ReceivedMail::of)
                .toList();
    }

    protected ReceivedMail newestMail(TestProject project, String to) {
        return mails(project, to).getFirst();
    }
}
