package dev.dupabase.auth.recovery;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.factor.GuessRepository;
import dev.dupabase.auth.factor.VerificationHook;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionRepository;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Raises a session for a recovery code, once, and ends the user's weaker ones.
@Component
class RecoverySignIn {
    /// A refusal is a value, where what was written must stay.
    private sealed interface Outcome {
        record Raised(IssuedSession session) implements Outcome {}

        record Refused(ApiException refusal) implements Outcome {}
    }

    private final ProjectDatabase database;
    private final RecoveryCodeRepository repository;
    private final GuessRepository guesses;
    private final SessionRepository sessions;
    private final SessionService service;
    private final ObjectProvider<VerificationHook> hooks;
    private final AuditLog audit;
    private final Clock clock;

    RecoverySignIn(
            ProjectDatabase database,
            RecoveryCodeRepository repository,
            GuessRepository guesses,
            SessionRepository sessions,
            SessionService service,
            ObjectProvider<VerificationHook> hooks,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.guesses = guesses;
        this.sessions = sessions;
        this.service = service;
        this.hooks = hooks;
        this.audit = audit;
        this.clock = clock;
    }

    IssuedSession verify(AuthRequest request, Caller caller, String code) {
        if (!request.settings().factors().recoveryVerify()) {
            throw AuthError.MFA_RECOVERY_CODES_VERIFY_NOT_ENABLED.refuse(
                    "MFA verification is disabled for recovery codes");
        }
        record Look(UUID factorId, String hash, boolean valid) {}
        var look =
                database.asRole(
                        InternalRole.AUTH,
                        () -> {
                            var id =
                                    repository
                                            .find(caller.user().id())
                                            .orElseThrow(RecoveryCodes::notFound)
                                            .factorId();
                            requireNoPause(id);
                            var hash = RecoveryCode.hash(id, code);
                            return new Look(id, hash, repository.isUnused(id, hash));
                        });
        var rejection =
                hooks.stream()
                        .map(hook ->
                                hook.judge(
                                        request,
                                        caller.user().id(),
                                        look.factorId(),
                                        RecoveryCodes.TYPE,
                                        look.valid()))
                        .flatMap(Optional::stream)
                        .findFirst();
        var outcome =
                database.asRole(
                        InternalRole.AUTH,
                        () -> settle(request, caller, look.factorId(), look.hash(), rejection));
        return switch (outcome) {
            case Outcome.Raised(var session) -> session;
            case Outcome.Refused(var refusal) -> throw refusal;
        };
    }

    private Outcome settle(
            AuthRequest request,
            Caller caller,
            UUID factorId,
            String hash,
            Optional<String> rejection) {
        var userId = caller.user().id();
        audit.record(
                request,
                AuditAction.VERIFICATION_ATTEMPTED,
                caller.user(),
                Map.of("factor_id", factorId.toString(), "factor_type", RecoveryCodes.TYPE));
        if (rejection.isPresent()) {
            sessions.deleteAll(userId);
            return new Outcome.Refused(AuthError.MFA_VERIFICATION_REJECTED.refuse(rejection.get()));
        }
        if (!repository.use(factorId, hash, clock.instant())) {
            guesses.fail(factorId, clock.instant());
            return new Outcome.Refused(
                    AuthError.MFA_VERIFICATION_FAILED.refuse("Invalid recovery code entered"));
        }
        guesses.succeed(factorId, 0);
        sessions.deleteWeaker(userId, caller.session().id());
        return new Outcome.Raised(
                service.raise(request, caller.session(), null, AuthMethod.MFA_RECOVERY_CODE));
    }

    private void requireNoPause(UUID factorId) {
        guesses.pause(factorId, clock.instant())
                .ifPresent(pause -> {
                    throw AuthError.MFA_RECOVERY_CODES_LOCKED
                            .refuse("Too many wrong recovery codes, try again later")
                            .header(
                                    "Retry-After",
                                    Long.toString(pause.plusMillis(999).toSeconds()));
                });
    }
}
