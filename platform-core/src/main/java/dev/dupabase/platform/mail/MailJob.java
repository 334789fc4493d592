package dev.dupabase.platform.mail;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.secret.Place;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.secret.SecretBox;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Sends one mail, and tries again for about an hour while the server does not take it. The mail
/// waits sealed, since it holds codes and links that let somebody in.
@Component
class MailJob {
    /// @param ref the project it is of; empty: the platform itself
    /// @param sealed the mail as JSON, sealed, in base64
    record Envelope(String ref, String sealed) {}

    private static final Logger LOG = LoggerFactory.getLogger(MailJob.class);
    private static final String NAME = "mail";
    private static final int MOST_TRIES = 7;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final double GROWTH = 2;

    private final SecretBox box;
    private final JsonMapper json;
    private final ProjectDirectory directory;
    private final ObjectProvider<MailServers> projects;
    private final MailProperties properties;
    private final SmtpSender sender;
    private final Mailbox mailbox;
    private final OneTimeTask<Envelope> task;

    MailJob(
            SecretBox box,
            JsonMapper json,
            ProjectDirectory directory,
            ObjectProvider<MailServers> projects,
            MailProperties properties,
            SmtpSender sender,
            Mailbox mailbox) {
        this.box = box;
        this.json = json;
        this.directory = directory;
        this.projects = projects;
        this.properties = properties;
        this.sender = sender;
        this.mailbox = mailbox;
        this.task =
                Tasks.oneTime(NAME, Envelope.class)
                        .onFailure(
                                FailureHandler.<Envelope>maxRetries(MOST_TRIES)
                                        .withBackoff(FIRST_PAUSE, GROWTH)
                                        .thenRemove())
                        .execute((instance, context) -> run(instance));
    }

    SchedulableInstance<Envelope> of(Project project, Mail mail) {
        return sealed(project.ref().value(), mail);
    }

    SchedulableInstance<Envelope> ofPlatform(Mail mail) {
        return sealed("", mail);
    }

    private SchedulableInstance<Envelope> sealed(String ref, Mail mail) {
        var id = UUID.randomUUID().toString();
        var sealed = box.seal(new Secret(json.writeValueAsString(mail)), place(id));
        return task.schedulableInstance(
                id, new Envelope(ref, Base64.getEncoder().encodeToString(sealed)));
    }

    /// The project's own server, else the operator's.
    Optional<MailServer> server(Project project) {
        return Optional.ofNullable(projects.getIfAvailable())
                .flatMap(servers -> servers.of(project))
                .or(properties::server);
    }

    Optional<MailServer> operatorsServer() {
        return properties.server();
    }

    private void run(TaskInstance<Envelope> instance) {
        var envelope = instance.getData();
        var sealed = Base64.getDecoder().decode(envelope.sealed());
        var text = box.open(sealed, place(instance.getId())).reveal();
        var mail = json.readValue(text, Mail.class);
        if (envelope.ref().isEmpty()) {
            operatorsServer().ifPresent(server -> send(server, mail, "of the platform"));
            return;
        }
        var project = directory.find(new ProjectRef(envelope.ref())).orElse(null);
        if (project == null) {
            LOG.info("a mail of project {} is dropped with the project", envelope.ref());
            return;
        }
        var server = server(project);
        if (server.isEmpty()) {
            mailbox.keep(project, mail);
            return;
        }
        send(server.get(), mail, "of project " + project.ref());
    }

    private void send(MailServer server, Mail mail, String whose) {
        try {
            sender.send(server, mail);
        } catch (SmtpSender.NotTaken e) {
            throw new IllegalStateException("mail '%s' %s".formatted(mail.kind(), whose), e);
        }
    }

    private static Place place(String id) {
        return new Place("scheduled_tasks", NAME, id);
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        OneTimeTask<Envelope> mailTask(MailJob job) {
            return job.task;
        }
    }
}
