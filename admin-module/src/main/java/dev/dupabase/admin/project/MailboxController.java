package dev.dupabase.admin.project;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.caller.Status;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.mail.Mailbox;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The mails of a project that no mail server takes (DESIGN §8). They hold links by which its users
/// sign in, so they are shown to whoever may also make such links.
@RestController
@RequestMapping("/platform/projects/{id}/mailbox")
@Tag(name = "projects")
class MailboxController {
    private static final int ALL = 200;

    private final ProjectAccess access;
    private final Mailbox mailbox;
    private final AuditLog audit;

    MailboxController(ProjectAccess access, Mailbox mailbox, AuditLog audit) {
        this.access = access;
        this.mailbox = mailbox;
        this.audit = audit;
    }

    /// A mail without its text.
    ///
    /// @param kind what it is for, such as `confirmation` or `recovery`
    @Schema(name = "MailSummary")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Summary(long id, String kind, String recipient, String subject, Instant createdAt) {
        static Summary of(Mailbox.Entry mail) {
            return new Summary(mail.id(), mail.kind(), mail.recipient(), mail.subject(), mail.at());
        }
    }

    /// A mail.
    ///
    /// @param html its text; written by the project's own template, so it is not to be trusted
    @Schema(name = "Mail")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Whole(
            long id,
            String kind,
            String recipient,
            String subject,
            Instant createdAt,
            String html) {}

    @GetMapping
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "listMails",
            summary = "Mails of the built-in mailbox, newest first",
            description =
                    "The last 200 that were not sent, as neither project nor server has SMTP.")
    List<Summary> list(@PathVariable UUID id, Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        return mailbox.newest(project, ALL).stream().map(Summary::of).toList();
    }

    @GetMapping("/{mailId}")
    @Needs(Rank.DEVELOPER)
    @Operation(operationId = "readMail", summary = "A mail of the built-in mailbox")
    Whole read(@PathVariable UUID id, @PathVariable long mailId, Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        return mailbox.find(project, mailId)
                .map(mail ->
                        new Whole(
                                mail.id(),
                                mail.kind(),
                                mail.recipient(),
                                mail.subject(),
                                mail.at(),
                                mail.html()))
                .orElseThrow(
                        () -> new ApiException(CommonError.NOT_FOUND, "there is no such mail"));
    }

    @DeleteMapping
    @Transactional
    @Needs(Rank.DEVELOPER)
    @Operation(operationId = "emptyMailbox", summary = "Delete all mails of the built-in mailbox")
    public Status empty(@PathVariable UUID id, Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        mailbox.empty(project);
        audit.write(
                caller,
                Deed.by(caller, AuditAction.EMPTY_MAILBOX, project.id()).inProject(project.id()));
        return new Status("emptied");
    }
}
