package dev.dupabase.auth.verify;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.User;
import org.springframework.stereotype.Component;

/// Takes the codes of reauthentications.
@Component
public class Nonces {
    private final CodeFinder finder;
    private final CodeRepository codes;

    Nonces(CodeFinder finder, CodeRepository codes) {
        this.finder = finder;
        this.codes = codes;
    }

    /// Uses a code up, inside a transaction that must be committed even if it is wrong, for the
    /// guess to count.
    ///
    /// @return whether it was right
    public boolean use(AuthRequest request, User user, String nonce) {
        var right = finder.isReauthentication(request, user.id(), nonce);
        if (right) {
            codes.remove(user.id(), CodeKind.REAUTHENTICATION_TOKEN);
        }
        return right;
    }
}
