package dev.dupabase.auth.recovery;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.factor.FactorRepository;
import dev.dupabase.auth.factor.GuessRepository;
import dev.dupabase.auth.recovery.RecoveryCodeRepository.CodeSet;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.Session;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Makes recovery codes and shows them once. They stand beside another factor, never alone.
@Component
class RecoveryCodes {
    static final String TYPE = "recovery_code";
    private static final int COUNT = 10;
    private static final int LONGEST_NAME = 255;
    private static final String USUAL_NAME = "Recovery codes";

    /// @param codes as the user keeps them; only their hashes are stored
    record Made(UUID id, String name, List<String> codes) {}

    private final ProjectDatabase database;
    private final RecoveryCodeRepository repository;
    private final FactorRepository factors;
    private final GuessRepository guesses;
    private final UserRepository users;
    private final AuditLog audit;
    private final Clock clock;

    RecoveryCodes(
            ProjectDatabase database,
            RecoveryCodeRepository repository,
            FactorRepository factors,
            GuessRepository guesses,
            UserRepository users,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.repository = repository;
        this.factors = factors;
        this.guesses = guesses;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    CodeSet status(Caller caller) {
        return database.asRole(InternalRole.AUTH, () -> find(caller));
    }

    /// The user's first codes.
    ///
    /// @param asked what to call them; empty: the usual
    Made generate(AuthRequest request, Caller caller, String asked) {
        requireEnrolment(request, caller);
        var name = asked.isEmpty() ? USUAL_NAME : asked;
        if (name.length() > LONGEST_NAME) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "friendly_name must be %d characters or less".formatted(LONGEST_NAME));
        }
        return database.asRole(InternalRole.AUTH, () -> makeFirst(request, caller, name));
    }

    private Made makeFirst(AuthRequest request, Caller caller, String name) {
        var userId = caller.user().id();
        users.lock(userId);
        if (!factors.hasVerified(userId)) {
            throw AuthError.MFA_RECOVERY_CODES_SOLE_FACTOR.refuse(
                    "Recovery codes need another verified factor");
        }
        if (repository.find(userId).isPresent()) {
            throw AuthError.MFA_VERIFIED_FACTOR_EXISTS.refuse(
                    "Recovery codes exist already, regenerate them instead");
        }
        if (users.get(userId).factors().stream()
                .anyMatch(factor -> name.equals(factor.friendlyName()))) {
            throw AuthError.MFA_FACTOR_NAME_CONFLICT.refuse(
                    "A factor with the friendly name \"%s\" for this user already exists"
                            .formatted(name));
        }
        var id = UUID.randomUUID();
        repository.insertFactor(id, userId, name, clock.instant());
        return make(request, caller, id, name);
    }

    /// New codes for the old ones, which stop working.
    Made regenerate(AuthRequest request, Caller caller) {
        requireEnrolment(request, caller);
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    users.lock(caller.user().id());
                    var set = find(caller);
                    guesses.succeed(set.factorId(), 0);
                    return make(request, caller, set.factorId(), set.name());
                });
    }

    private Made make(AuthRequest request, Caller caller, UUID factorId, String name) {
        var codes = Stream.generate(RecoveryCode::random).limit(COUNT).toList();
        repository.replace(
                factorId,
                codes.stream().map(code -> RecoveryCode.hash(factorId, code)).toList(),
                clock.instant());
        record(request, caller, AuditAction.FACTOR_IN_PROGRESS, factorId);
        return new Made(factorId, name, codes);
    }

    UUID remove(AuthRequest request, Caller caller) {
        requireRaised(caller);
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var id = find(caller).factorId();
                    factors.delete(id);
                    record(request, caller, AuditAction.FACTOR_UNENROLLED, id);
                    return id;
                });
    }

    private CodeSet find(Caller caller) {
        return repository.find(caller.user().id()).orElseThrow(RecoveryCodes::notFound);
    }

    private void record(AuthRequest request, Caller caller, AuditAction action, UUID factorId) {
        audit.record(
                request,
                action,
                caller.user(),
                Map.of("factor_id", factorId.toString(), "factor_type", TYPE));
    }

    private static void requireEnrolment(AuthRequest request, Caller caller) {
        if (!request.settings().factors().recoveryEnroll()) {
            throw AuthError.MFA_RECOVERY_CODES_ENROLL_NOT_ENABLED.refuse(
                    "MFA enroll is disabled for recovery codes");
        }
        requireRaised(caller);
    }

    private static void requireRaised(Caller caller) {
        if (caller.aal().equals(Session.AAL1)) {
            throw AuthError.INSUFFICIENT_AAL.refuse(
                    HttpStatus.FORBIDDEN, "AAL2 required to manage recovery codes");
        }
    }

    static ApiException notFound() {
        return AuthError.MFA_FACTOR_NOT_FOUND.refuse("Factor not found");
    }
}
