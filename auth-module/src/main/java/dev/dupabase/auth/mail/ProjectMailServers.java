package dev.dupabase.auth.mail;

import dev.dupabase.auth.settings.AuthSettingsSection;
import dev.dupabase.platform.mail.MailServer;
import dev.dupabase.platform.mail.MailServers;
import dev.dupabase.platform.project.Project;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The mail servers that projects name in their settings.
@Component
class ProjectMailServers implements MailServers {
    private final AuthSettingsSection settings;

    ProjectMailServers(AuthSettingsSection settings) {
        this.settings = settings;
    }

    @Override
    public Optional<MailServer> of(Project project) {
        var smtp = settings.of(project).smtp();
        return smtp.host()
                .map(host ->
                        new MailServer(
                                host,
                                smtp.port(),
                                smtp.user().orElse(""),
                                smtp.password(),
                                smtp.adminEmail().orElse("noreply@" + host),
                                smtp.senderName().orElse(""),
                                true));
    }
}
