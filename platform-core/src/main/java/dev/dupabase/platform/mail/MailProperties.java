package dev.dupabase.platform.mail;

import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.start.InvalidSetting;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The operator's mail server, for projects that bring none.
///
/// @param host empty: there is none, mails stay in the built-in mailbox
/// @param from the sender's address
/// @param allowPrivateServers whether owners of projects may name mail servers in private networks
@ConfigurationProperties("dupabase.mail")
record MailProperties(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String from,
        @DefaultValue("") String senderName,
        @DefaultValue("false") boolean allowPrivateServers) {
    MailProperties {
        InvalidSetting.unless(
                port >= 1 && port <= 65_535, "dupabase.mail.port", "must be from 1 to 65535");
        InvalidSetting.unless(
                host.isEmpty() || from.contains("@"),
                "dupabase.mail.from",
                "must be the address that mails come from");
    }

    Optional<MailServer> server() {
        return host.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MailServer(
                                host,
                                port,
                                user,
                                password.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(new Secret(password)),
                                from,
                                senderName,
                                false));
    }

    @Override
    public String toString() {
        return "MailProperties[host=%s, port=%d]".formatted(host, port);
    }
}
