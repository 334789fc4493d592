package dev.dupabase.auth.factor;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.mail.MailValues;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionRepository;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.settings.MailKind;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Takes the answer to a challenge and raises the session that gave it to aal2.
@Component
class FactorVerification {
    private static final String UNKNOWN_CHALLENGE =
            "MFA factor with the provided challenge ID not found";
    private static final String WRONG_ADDRESS = "Challenge and verify IP addresses mismatch";

    /// A refusal is a value, where what was written must stay.
    private sealed interface Outcome {
        record Raised(IssuedSession session, boolean enrolled) implements Outcome {}

        record Refused(ApiException refusal) implements Outcome {}
    }

    private record Case(StoredFactor factor, ChallengeRepository.Stored challenge) {}

    private final ProjectDatabase database;
    private final FactorRepository factors;
    private final ChallengeRepository challenges;
    private final GuessRepository guesses;
    private final Answers answers;
    private final ObjectProvider<VerificationHook> hooks;
    private final SessionRepository sessions;
    private final SessionService service;
    private final UserMails mails;
    private final AuditLog audit;
    private final Clock clock;

    FactorVerification(
            ProjectDatabase database,
            FactorRepository factors,
            ChallengeRepository challenges,
            GuessRepository guesses,
            Answers answers,
            ObjectProvider<VerificationHook> hooks,
            SessionRepository sessions,
            SessionService service,
            UserMails mails,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.factors = factors;
        this.challenges = challenges;
        this.guesses = guesses;
        this.answers = answers;
        this.hooks = hooks;
        this.sessions = sessions;
        this.service = service;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    IssuedSession verify(
            AuthRequest request, Caller caller, UUID factorId, FactorForms.Verification form) {
        var found = database.asRole(InternalRole.AUTH, () -> open(request, caller, factorId, form));
        var evidence = answers.judge(request, found.factor(), found.challenge(), form);
        var rejection = ask(request, found.factor(), evidence);
        var outcome =
                database.asRole(
                        InternalRole.AUTH,
                        () -> settle(request, caller, found, evidence, rejection));
        return switch (outcome) {
            case Outcome.Refused(var refusal) -> throw refusal;
            case Outcome.Raised(var session, var enrolled) -> {
                if (enrolled) {
                    tell(request, session, found.factor());
                }
                yield session;
            }
        };
    }

    private Case open(
            AuthRequest request, Caller caller, UUID factorId, FactorForms.Verification form) {
        var factor =
                factors.find(caller.user().id(), factorId).orElseThrow(FactorChallenges::notFound);
        factor.type().requireVerification(request.settings().factors());
        answers.requireForm(factor, form);
        requireNoPause(factor);
        var challenge =
                Uuids.parse(form.challengeId())
                        .flatMap(id -> challenges.find(factorId, id, request.clientAddress()))
                        .orElseThrow(() ->
                                AuthError.MFA_FACTOR_NOT_FOUND.refuse(
                                        HttpStatus.UNPROCESSABLE_CONTENT, UNKNOWN_CHALLENGE));
        if (challenge.verified() || !challenge.sameAddress()) {
            throw AuthError.MFA_IP_ADDRESS_MISMATCH.refuse(WRONG_ADDRESS);
        }
        var life = request.settings().factors().challengeLife();
        if (clock.instant().isAfter(challenge.createdAt().plus(life))) {
            throw AuthError.MFA_CHALLENGE_EXPIRED.refuse(
                    ("MFA challenge %s has expired, verify against another challenge or create a"
                                    + " new challenge.")
                            .formatted(challenge.id()));
        }
        return new Case(factor, challenge);
    }

    private Optional<String> ask(AuthRequest request, StoredFactor factor, Evidence evidence) {
        return hooks.stream()
                .map(hook ->
                        hook.judge(
                                request,
                                factor.userId(),
                                factor.id(),
                                factor.type().label(),
                                evidence.isGood()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Outcome settle(
            AuthRequest request,
            Caller caller,
            Case found,
            Evidence evidence,
            Optional<String> rejection) {
        var factor =
                factors.lock(found.factor().userId(), found.factor().id())
                        .orElseThrow(FactorChallenges::notFound);
        audit.record(
                request,
                AuditAction.VERIFICATION_ATTEMPTED,
                caller.user(),
                Map.of(
                        "factor_id", factor.id().toString(),
                        "challenge_id", found.challenge().id().toString(),
                        "factor_type", factor.type().label()));
        if (rejection.isPresent()) {
            sessions.deleteAll(factor.userId());
            return new Outcome.Refused(AuthError.MFA_VERIFICATION_REJECTED.refuse(rejection.get()));
        }
        // Looked at again: others may have guessed while this answer was judged.
        requireNoPause(factor);
        if (!evidence.isGood()) {
            return wrong(factor, String.valueOf(evidence.failure()));
        }
        var now = clock.instant();
        if (factor.verified() != found.factor().verified()
                || !challenges.use(found.challenge().id(), now)) {
            return new Outcome.Refused(AuthError.MFA_IP_ADDRESS_MISMATCH.refuse(WRONG_ADDRESS));
        }
        if (factor.type() == FactorType.TOTP && evidence.step() <= guesses.lastStep(factor.id())) {
            return wrong(factor, Answers.WRONG_TOTP);
        }
        guesses.succeed(factor.id(), evidence.step());
        if (evidence.credential() != null) {
            factors.setCredential(
                    factor.id(), evidence.credential().json(), evidence.credential().aaguid(), now);
        }
        if (!factor.verified()) {
            factors.verified(factor.id(), now);
            factors.deleteUnverified(factor);
            sessions.deleteWeaker(factor.userId(), caller.session().id());
        }
        var raised = service.raise(request, caller.session(), factor.id(), factor.type().method());
        return new Outcome.Raised(raised, !factor.verified());
    }

    private Outcome wrong(StoredFactor factor, String message) {
        guesses.fail(factor.id(), clock.instant());
        return new Outcome.Refused(AuthError.MFA_VERIFICATION_FAILED.refuse(message));
    }

    private void requireNoPause(StoredFactor factor) {
        guesses.pause(factor.id(), clock.instant()).ifPresent(FactorVerification::refuseToWait);
    }

    private static void refuseToWait(Duration pause) {
        throw AuthError.OVER_REQUEST_RATE_LIMIT
                .refuse("Too many wrong codes for this factor, try again later")
                .header("Retry-After", Long.toString(pause.plusMillis(999).toSeconds()));
    }

    private void tell(AuthRequest request, IssuedSession session, StoredFactor factor) {
        var user = session.user();
        if (!user.email().isEmpty()) {
            mails.send(
                    request,
                    MailValues.notice(
                            request,
                            MailKind.MFA_FACTOR_ENROLLED_NOTIFICATION,
                            user,
                            user.email(),
                            Map.of("FactorType", factor.type().label())));
        }
    }
}
