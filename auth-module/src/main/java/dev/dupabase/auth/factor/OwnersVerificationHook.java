package dev.dupabase.auth.factor;

import dev.dupabase.auth.hook.AttemptHooks;
import dev.dupabase.auth.hook.AttemptHooks.Decision;
import dev.dupabase.auth.request.AuthRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Asks the hook that the project has set.
@Component
class OwnersVerificationHook implements VerificationHook {
    private final AttemptHooks attempts;

    OwnersVerificationHook(AttemptHooks attempts) {
        this.attempts = attempts;
    }

    @Override
    public Optional<String> judge(
            AuthRequest request, UUID userId, UUID factorId, String factorType, boolean valid) {
        return switch (attempts.factor(request, userId, factorId, factorType, valid)) {
            case Decision.Continue() -> Optional.empty();
            case Decision.Reject(var message, var logout) -> Optional.of(message);
        };
    }
}
