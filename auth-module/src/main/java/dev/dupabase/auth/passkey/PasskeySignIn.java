package dev.dupabase.auth.passkey;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.passkey.CeremonyRepository.Purpose;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.webauthn.Assertion;
import dev.dupabase.auth.webauthn.Ceremonies;
import dev.dupabase.auth.webauthn.Ceremony;
import dev.dupabase.auth.webauthn.CeremonyFault;
import dev.dupabase.auth.webauthn.CeremonyOptions;
import dev.dupabase.auth.webauthn.CredentialResponse;
import dev.dupabase.auth.webauthn.RelyingParty;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Signs in whoever holds a passkey: who that is, the passkey tells.
@Component
class PasskeySignIn {
    private static final Logger LOG = LoggerFactory.getLogger(PasskeySignIn.class);

    private final ProjectDatabase database;
    private final PasskeyRepository passkeys;
    private final CeremonyRepository challenges;
    private final PasskeyAnswers answers;
    private final Ceremonies ceremonies;
    private final UserRepository users;
    private final SessionService sessions;
    private final AuditLog audit;
    private final Clock clock;

    PasskeySignIn(
            ProjectDatabase database,
            PasskeyRepository passkeys,
            CeremonyRepository challenges,
            PasskeyAnswers answers,
            Ceremonies ceremonies,
            UserRepository users,
            SessionService sessions,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.answers = answers;
        this.ceremonies = ceremonies;
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    PasskeyForms.Challenge begin(AuthRequest request) {
        var ceremony = Ceremony.begin(RelyingParty.of(request));
        var life = request.settings().passkeys().challengeLife();
        var now = clock.instant();
        var expires = now.plus(life);
        var id =
                database.asRole(
                        InternalRole.AUTH,
                        () ->
                                challenges.insert(
                                        null, Purpose.AUTHENTICATION, ceremony, now, expires));
        return new PasskeyForms.Challenge(
                id, CeremonyOptions.request(ceremony, List.of(), life), expires.getEpochSecond());
    }

    IssuedSession finish(AuthRequest request, PasskeyForms.Answer answer) {
        var response = PasskeyAnswers.response(answer);
        var ceremony = answers.take(null, Purpose.AUTHENTICATION, answer);
        try {
            var id = response.id();
            var stored =
                    database.asRole(InternalRole.AUTH, () -> passkeys.find(id))
                            .orElseThrow(PasskeyAnswers::untrue);
            requireHandle(response, stored);
            var assertion = ceremonies.signed(ceremony, stored.credential(), response);
            requireForward(request, stored, assertion);
            return database.asRole(InternalRole.AUTH, () -> open(request, stored, assertion));
        } catch (CeremonyFault e) {
            throw PasskeyAnswers.refusal(e);
        }
    }

    /// A passkey that is found without being asked for says whose it is.
    private static void requireHandle(CredentialResponse response, PasskeyRepository.Stored stored)
            throws CeremonyFault {
        var handle =
                response.userHandle()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse("");
        if (!handle.equals(stored.userId().toString())) {
            throw AuthError.VALIDATION_FAILED.refuse("Invalid user handle in assertion");
        }
    }

    private static void requireForward(
            AuthRequest request, PasskeyRepository.Stored stored, Assertion assertion) {
        if (!assertion.isBehind(stored.credential().signCount())) {
            return;
        }
        LOG.warn(
                "project {}: the signature count of passkey {} went from {} to {}",
                request.project().ref(),
                stored.id(),
                stored.credential().signCount(),
                assertion.signCount());
        if (request.settings().passkeys().refuseBackwardCount()) {
            throw PasskeyAnswers.untrue();
        }
    }

    private IssuedSession open(
            AuthRequest request, PasskeyRepository.Stored stored, Assertion assertion) {
        users.lock(stored.userId());
        var user = users.find(stored.userId()).orElseThrow(PasskeyAnswers::untrue);
        requireWelcome(user);
        passkeys.used(stored.id(), assertion, clock.instant());
        audit.record(request, AuditAction.LOGIN, user, Map.of("provider", "passkey"));
        return sessions.open(request, user.id(), AuthMethod.PASSKEY, "");
    }

    private void requireWelcome(User user) {
        if (user.isBanned(clock.instant())) {
            throw AuthError.USER_BANNED.refuse("User is banned");
        }
        if (!user.email().isEmpty() && !user.isConfirmed() && !user.isPhoneConfirmed()) {
            throw AuthError.EMAIL_NOT_CONFIRMED.refuse(HttpStatus.FORBIDDEN, "Email not confirmed");
        }
        if (!user.phone().isEmpty() && !user.isConfirmed() && !user.isPhoneConfirmed()) {
            throw AuthError.PHONE_NOT_CONFIRMED.refuse(HttpStatus.FORBIDDEN, "Phone not confirmed");
        }
    }
}
