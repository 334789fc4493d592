package dev.dupabase.auth.mail;

import dev.dupabase.auth.settings.MailKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mail that is to be sent once the transaction that made its code has been committed.
///
/// @param to the address it goes to
/// @param values what its template may say
public record PendingMail(MailKind kind, String to, Map<String, @Nullable Object> values) {}
