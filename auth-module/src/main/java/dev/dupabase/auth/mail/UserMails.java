package dev.dupabase.auth.mail;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.settings.MailerSettings;
import dev.dupabase.auth.template.GoTemplate;
import dev.dupabase.auth.template.TemplateFault;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.mail.Mail;
import dev.dupabase.platform.mail.Mailer;
import dev.dupabase.platform.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Writes mails by the project's templates and hands them over to be sent. A template of the
/// project's that fails is replaced by the built-in one, so that nobody is locked out by a typing
/// error.
@Component
public class UserMails {
    private static final Logger LOG = LoggerFactory.getLogger(UserMails.class);

    private final Mailer mailer;
    private final MailHook hook;

    UserMails(Mailer mailer, MailHook hook) {
        this.mailer = mailer;
        this.hook = hook;
    }

    /// Not to be called inside a transaction of the project.
    public void send(AuthRequest request, PendingMail mail) {
        sendAll(request, List.of(mail));
    }

    /// Sends what one change has to tell. A notification that cannot be sent is nobody's fault.
    ///
    /// @throws ApiException if the project has a hook for mails, and it fails
    public void sendAll(AuthRequest request, List<PendingMail> mails) {
        var on = request.settings().mailer().notifications();
        deliver(request, mails.stream().filter(mail -> !mail.kind().isNotification()).toList());
        try {
            deliver(request, mails.stream().filter(mail -> on.contains(mail.kind())).toList());
        } catch (ApiException e) {
            LOG.warn(
                    "project {}: a notification was not sent: {}",
                    request.project().ref(),
                    e.getMessage());
        }
    }

    private void deliver(AuthRequest request, List<PendingMail> mails) {
        if (hook.isOn(request)) {
            hook.send(request, mails);
        } else {
            mails.forEach(mail -> write(request, mail));
        }
    }

    private void write(AuthRequest request, PendingMail mail) {
        var settings = request.settings().mailer();
        mailer.send(
                request.project(),
                new Mail(
                        mail.kind().label(),
                        mail.to(),
                        subject(request, settings, mail),
                        body(request, settings, mail),
                        headers(request, mail.kind())));
    }

    private static String subject(AuthRequest request, MailerSettings settings, PendingMail mail) {
        var own = settings.subjects().get(mail.kind());
        try {
            return GoTemplate.parse(own == null ? mail.kind().defaultSubject() : own)
                    .text(mail.values());
        } catch (TemplateFault e) {
            tell(request, mail.kind(), "subject", e);
            return mail.kind().defaultSubject();
        }
    }

    private static String body(AuthRequest request, MailerSettings settings, PendingMail mail) {
        var own = Optional.ofNullable(settings.templates().get(mail.kind()));
        if (own.isPresent()) {
            try {
                return GoTemplate.parse(own.get()).html(mail.values());
            } catch (TemplateFault e) {
                tell(request, mail.kind(), "template", e);
            }
        }
        try {
            return GoTemplate.parse(DefaultTexts.of(mail.kind())).html(mail.values());
        } catch (TemplateFault e) {
            throw new IllegalStateException("the built-in template of " + mail.kind(), e);
        }
    }

    private static void tell(AuthRequest request, MailKind kind, String part, TemplateFault fault) {
        LOG.warn(
                "project {}: the {} of mail {} is not used: {}",
                request.project().ref(),
                part,
                kind.label(),
                fault.getMessage());
    }

    private static Map<String, String> headers(AuthRequest request, MailKind kind) {
        var json = request.settings().smtp().headers().map(Secret::reveal).orElse("{}");
        var headers = new LinkedHashMap<String, String>();
        try {
            Columns.JSON
                    .readTree(json)
                    .properties()
                    .forEach(header -> {
                        var value = header.getValue();
                        var first = value.isArray() ? value.path(0) : value;
                        headers.put(
                                header.getKey(),
                                first.asString("").replace("$messageType", kind.label()));
                    });
        } catch (JacksonException e) {
            LOG.warn("project {}: SMTP_HEADERS is not JSON", request.project().ref());
        }
        return headers;
    }
}
