package dev.dupabase.auth.passkey;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.passkey.CeremonyRepository.Purpose;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.Session;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.webauthn.Ceremonies;
import dev.dupabase.auth.webauthn.Ceremony;
import dev.dupabase.auth.webauthn.CeremonyFault;
import dev.dupabase.auth.webauthn.CeremonyOptions;
import dev.dupabase.auth.webauthn.CeremonyOptions.Account;
import dev.dupabase.auth.webauthn.CeremonyOptions.Discovery;
import dev.dupabase.auth.webauthn.Credential;
import dev.dupabase.auth.webauthn.RelyingParty;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Gives users passkeys, and lets them name and remove them.
@Component
class PasskeyRegistration {
    private static final int LONGEST_NAME = 120;

    private final ProjectDatabase database;
    private final PasskeyRepository passkeys;
    private final CeremonyRepository challenges;
    private final PasskeyAnswers answers;
    private final Ceremonies ceremonies;
    private final UserRepository users;
    private final AuditLog audit;
    private final Clock clock;

    PasskeyRegistration(
            ProjectDatabase database,
            PasskeyRepository passkeys,
            CeremonyRepository challenges,
            PasskeyAnswers answers,
            Ceremonies ceremonies,
            UserRepository users,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.answers = answers;
        this.ceremonies = ceremonies;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    PasskeyForms.Challenge begin(AuthRequest request, Caller caller) {
        requireMayManage(caller);
        var user = caller.user();
        if (user.ssoUser()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT, "SSO users cannot register passkeys");
        }
        var party = RelyingParty.of(request);
        var ceremony = Ceremony.begin(party);
        var life = request.settings().passkeys().challengeLife();
        var now = clock.instant();
        var expires = now.plus(life);
        record Begun(UUID id, List<Credential.Handle> known) {}
        var begun =
                database.asRole(
                        InternalRole.AUTH,
                        () -> {
                            var known = passkeys.handles(user.id());
                            requireRoom(request, known.size());
                            return new Begun(
                                    challenges.insert(
                                            user.id(),
                                            Purpose.REGISTRATION,
                                            ceremony,
                                            now,
                                            expires),
                                    known);
                        });
        var options =
                CeremonyOptions.creation(
                        ceremony,
                        party,
                        new Account(user.id(), name(user)),
                        begun.known(),
                        Discovery.REQUIRED,
                        life);
        return new PasskeyForms.Challenge(begun.id(), options, expires.getEpochSecond());
    }

    Passkey finish(AuthRequest request, Caller caller, PasskeyForms.Answer answer) {
        requireMayManage(caller);
        var response = PasskeyAnswers.response(answer);
        var ceremony = answers.take(caller.user().id(), Purpose.REGISTRATION, answer);
        try {
            var credential = ceremonies.made(ceremony, response);
            return database.asRole(
                    InternalRole.AUTH, () -> store(request, caller.user(), credential));
        } catch (CeremonyFault e) {
            throw PasskeyAnswers.refusal(e);
        } catch (DuplicateKeyException e) {
            throw AuthError.WEBAUTHN_CREDENTIAL_EXISTS.refuse(
                    "This credential is already registered");
        }
    }

    private Passkey store(AuthRequest request, User user, Credential credential) {
        users.lock(user.id());
        requireRoom(request, passkeys.handles(user.id()).size());
        var name = AuthenticatorNames.of(credential.aaguid());
        var passkey = passkeys.insert(user.id(), credential, name, clock.instant());
        audit.record(request, AuditAction.PASSKEY_CREATED, user, traits(passkey.id()));
        return passkey;
    }

    List<Passkey> list(Caller caller) {
        return database.asRole(InternalRole.AUTH, () -> passkeys.ofUser(caller.user().id()));
    }

    Passkey rename(AuthRequest request, Caller caller, UUID id, String name) {
        requireMayManage(caller);
        if (name.isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("friendly_name is required");
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "friendly_name must be 120 characters or less");
        }
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var renamed =
                            passkeys.rename(caller.user().id(), id, name, clock.instant())
                                    .orElseThrow(PasskeyController::notFound);
                    audit.record(request, AuditAction.PASSKEY_UPDATED, caller.user(), traits(id));
                    return renamed;
                });
    }

    void delete(AuthRequest request, Caller caller, UUID id) {
        requireMayManage(caller);
        database.asRole(
                InternalRole.AUTH,
                () -> {
                    if (!passkeys.delete(caller.user().id(), id)) {
                        throw PasskeyController.notFound();
                    }
                    audit.record(request, AuditAction.PASSKEY_DELETED, caller.user(), traits(id));
                    return id;
                });
    }

    private static void requireMayManage(Caller caller) {
        if (caller.user().hasVerifiedFactor() && caller.aal().equals(Session.AAL1)) {
            throw AuthError.INSUFFICIENT_AAL.refuse(
                    HttpStatus.FORBIDDEN,
                    "AAL2 session is required to manage passkeys when MFA is enabled");
        }
    }

    private static void requireRoom(AuthRequest request, int count) {
        if (count >= request.settings().passkeys().maxPerUser()) {
            throw AuthError.TOO_MANY_PASSKEYS.refuse("Maximum number of passkeys reached");
        }
    }

    private static String name(User user) {
        if (!user.email().isEmpty()) {
            return user.email();
        }
        return user.phone().isEmpty() ? user.id().toString() : user.phone();
    }

    static Map<String, String> traits(UUID id) {
        return Map.of("passkey_id", id.toString());
    }
}
