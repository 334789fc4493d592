package dev.dupabase.platform.mail;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.dupabase.platform.project.Project;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Sends mails of projects: over the project's own server or the operator's, by a job that outlives
/// the request; where there is neither, into the [Mailbox], at once.
@Component
public class Mailer {
    private final Mailbox mailbox;
    private final MailJob job;
    private final ObjectProvider<SchedulerClient> scheduler;

    Mailer(Mailbox mailbox, MailJob job, ObjectProvider<SchedulerClient> scheduler) {
        this.mailbox = mailbox;
        this.job = job;
        this.scheduler = scheduler;
    }

    /// Not to be called with a connection to a project in hand.
    public void send(Project project, Mail mail) {
        if (server(project).isEmpty()) {
            mailbox.keep(project, mail);
        } else {
            scheduler.getObject().scheduleIfNotExists(job.of(project, mail));
        }
    }

    /// Sends a mail of the platform itself, over the operator's server; part of the caller's
    /// transaction.
    ///
    /// @return whether there is such a server; if not, nothing is sent
    public boolean sendFromPlatform(Mail mail) {
        if (job.operatorsServer().isEmpty()) {
            return false;
        }
        scheduler.getObject().scheduleIfNotExists(job.ofPlatform(mail));
        return true;
    }

    /// The server that takes the project's mails now; empty: the mailbox.
    public Optional<MailServer> server(Project project) {
        return job.server(project);
    }
}
