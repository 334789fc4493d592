package dev.dupabase.auth.identity;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.user.Uuids;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The user's own identities, one of which they may give up (contracts/auth.md §1.10).
@RestController
class IdentityController {
    private final IdentityUnlinking unlinking;

    IdentityController(IdentityUnlinking unlinking) {
        this.unlinking = unlinking;
    }

    @DeleteMapping("/auth/v1/user/identities/{id}")
    Map<String, String> unlink(AuthRequest request, Caller caller, @PathVariable String id) {
        requireLinking(request);
        var identity =
                Uuids.parse(id)
                        .orElseThrow(() ->
                                AuthError.VALIDATION_FAILED.refuse(
                                        HttpStatus.NOT_FOUND, "identity_id must be an UUID"));
        unlinking.unlink(request, caller.user().id(), identity);
        return Map.of();
    }

    private static void requireLinking(AuthRequest request) {
        if (!request.settings().security().manualLinking()) {
            throw AuthError.MANUAL_LINKING_DISABLED.refuse("Manual linking is disabled");
        }
    }
}
