package dev.dupabase.auth.identity;

import org.jspecify.annotations.Nullable;

/// On what terms somebody comes from a provider.
///
/// @param inviteToken of the invitation they follow; null: none
/// @param singleSignOn whether it is their organisation that vouches for them
public record Entry(@Nullable String inviteToken, boolean singleSignOn) {
    public static final Entry PLAIN = new Entry(null, false);
    public static final Entry SINGLE_SIGN_ON = new Entry(null, true);
}
