package dev.dupabase.auth.session;

import dev.dupabase.auth.session.AccessTokens.AccessToken;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An access token that is signed when it is first asked for, which is after the commit: a hook may
/// have a say in it, and no connection is held meanwhile.
final class PendingToken {
    private final Supplier<AccessToken> signing;
    private @Nullable AccessToken signed;

    PendingToken(Supplier<AccessToken> signing) {
        this.signing = signing;
    }

    /// @throws dev.dupabase.platform.error.ApiException if a hook refuses
    AccessToken get() {
        var token = signed;
        if (token == null) {
            token = signing.get();
            signed = token;
        }
        return token;
    }
}
