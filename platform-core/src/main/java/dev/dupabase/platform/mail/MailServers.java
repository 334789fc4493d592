package dev.dupabase.platform.mail;

import dev.dupabase.platform.project.Project;
import java.util.Optional;

/// Knows the mail servers that projects bring themselves; the module with their settings says.
public interface MailServers {
    /// Empty: the operator's, or the built-in mailbox.
    Optional<MailServer> of(Project project);
}
