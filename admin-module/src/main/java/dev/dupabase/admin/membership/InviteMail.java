package dev.dupabase.admin.membership;

import dev.dupabase.platform.mail.Mail;
import dev.dupabase.platform.mail.Mailer;
import dev.dupabase.platform.project.ProjectProperties;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/// The mail that brings an invitation.
@Component
class InviteMail {
    private static final String KIND = "org_invite";

    private final Mailer mailer;
    private final ProjectProperties properties;

    InviteMail(Mailer mailer, ProjectProperties properties) {
        this.mailer = mailer;
        this.properties = properties;
    }

    /// Where an invitation is accepted: a page of the dashboard.
    String url(String token) {
        return properties.siteUrl() + "/invites/" + token;
    }

    /// @return whether it goes out; not if the installation has no mail server
    boolean send(OrgInvite invite, String organisation, String inviter, String url) {
        return mailer.sendFromPlatform(
                new Mail(
                        KIND,
                        invite.email(),
                        "Invitation to " + organisation,
                        body(
                                HtmlUtils.htmlEscape(inviter),
                                HtmlUtils.htmlEscape(organisation),
                                invite.role().label(),
                                HtmlUtils.htmlEscape(url)),
                        Map.of()));
    }

    private static String body(String inviter, String organisation, String role, String url) {
        return """
        <h2>You are invited</h2>
        <p>%s invites you to join <strong>%s</strong> as %s.</p>
        <p><a href="%s">Accept the invitation</a></p>
        <p>The link is good for seven days, for the account of this address.
        If you did not expect it, ignore it.</p>
        """
                .formatted(inviter, organisation, role, url);
    }
}
