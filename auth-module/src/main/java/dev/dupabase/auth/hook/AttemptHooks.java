package dev.dupabase.auth.hook;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.HookName;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Lets the project's owner turn away who tries too often (contracts/auth.md §6.3). Must not be
/// called inside a transaction of the project.
@Component
public class AttemptHooks {
    private static final String PASSWORD_REFUSED =
            "Further password verification attempts will be rejected.";
    private static final String FACTOR_REFUSED =
            "Further MFA verification attempts will be rejected.";

    /// What the owner decided.
    public sealed interface Decision {
        /// Things go on as if there were no hook.
        record Continue() implements Decision {}

        /// @param logout whether all of the user's sessions are to end
        record Reject(String message, boolean logout) implements Decision {}
    }

    private final Hooks hooks;

    AttemptHooks(Hooks hooks) {
        this.hooks = hooks;
    }

    /// After a password was compared.
    ///
    /// @param valid whether it was right
    public Decision password(AuthRequest request, UUID userId, boolean valid) {
        if (!hooks.isOn(request, HookName.PASSWORD_VERIFICATION_ATTEMPT)) {
            return new Decision.Continue();
        }
        var answer =
                hooks.call(
                        request,
                        HookName.PASSWORD_VERIFICATION_ATTEMPT,
                        Map.of("user_id", userId.toString(), "valid", valid));
        return decision(
                answer, PASSWORD_REFUSED, answer.path("should_logout_user").asBoolean(false));
    }

    /// After the proof of a second factor was checked. Who is rejected loses all sessions.
    ///
    /// @param factorType `totp`, `phone` or `webauthn`
    /// @param valid whether it was right
    public Decision factor(
            AuthRequest request, UUID userId, UUID factorId, String factorType, boolean valid) {
        if (!hooks.isOn(request, HookName.MFA_VERIFICATION_ATTEMPT)) {
            return new Decision.Continue();
        }
        var answer =
                hooks.call(
                        request,
                        HookName.MFA_VERIFICATION_ATTEMPT,
                        Map.of(
                                "user_id",
                                userId.toString(),
                                "factor_id",
                                factorId.toString(),
                                "factor_type",
                                factorType,
                                "valid",
                                valid));
        return decision(answer, FACTOR_REFUSED, true);
    }

    private static Decision decision(JsonNode answer, String usual, boolean logout) {
        return switch (answer.path("decision").asString("")) {
            case "continue" -> new Decision.Continue();
            case "reject" -> {
                var message = answer.path("message").asString("");
                yield new Decision.Reject(message.isEmpty() ? usual : message, logout);
            }
            default ->
                    throw AuthError.UNEXPECTED_FAILURE.refuse(
                            "The hook's decision must be continue or reject");
        };
    }
}
