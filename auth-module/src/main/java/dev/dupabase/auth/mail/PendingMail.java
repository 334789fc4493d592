package dev.dupabase.auth.mail;

import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.user.UserBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mail that is to be sent once the transaction that made its code has been committed.
///
/// @param user whom it is about
/// @param to the address it goes to
/// @param values what its template may say
public record PendingMail(
        MailKind kind, UserBody user, String to, Map<String, @Nullable Object> values) {
    /// A value that is text; empty if there is none.
    String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }
}
