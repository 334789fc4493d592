package dev.dupabase.auth.sms;

import dev.dupabase.auth.user.UserBody;

/// A text message that is to be sent once the transaction that made its code has been committed.
///
/// @param user whose code it is
/// @param to digits without `+`
/// @param type what it is for, as hooks name it, such as `phone_change`; empty: signing in or up
public record PendingText(UserBody user, String to, String code, Channel channel, String type) {
    @Override
    public String toString() {
        return "PendingText[%s]".formatted(to);
    }
}
