package dev.dupabase.platform.mail;

import dev.dupabase.platform.secret.Secret;
import java.util.Optional;

/// A server that takes mails, and in whose name it gets them.
///
/// @param user empty: it wants no login
/// @param from the sender's address
/// @param senderName shown beside the address; may be empty
/// @param ownersChoice whether a project's owner named the host, rather than the operator
public record MailServer(
        String host,
        int port,
        String user,
        Optional<Secret> password,
        String from,
        String senderName,
        boolean ownersChoice) {}
