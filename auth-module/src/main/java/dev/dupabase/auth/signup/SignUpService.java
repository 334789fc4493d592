package dev.dupabase.auth.signup;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.flow.Challenge;
import dev.dupabase.auth.mail.PendingMail;
import dev.dupabase.auth.mail.UserMails;
import dev.dupabase.auth.password.PasswordHasher;
import dev.dupabase.auth.password.PasswordPolicy;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.SteadyPace;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.signup.NewAccounts.AddressTaken;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserBody;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.verify.CodeMails;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Signs users up by e-mail and password (contracts/auth.md §1.5).
@Component
class SignUpService {
    /// How a sign-up ended: with a session, or with a user who has yet to confirm.
    sealed interface Outcome {
        record SignedIn(IssuedSession session) implements Outcome {}

        /// @param mail to be sent once this is committed; none to a user who is confirmed
        record ToConfirm(UserBody user, List<PendingMail> mail) implements Outcome {}
    }

    private final ProjectDatabase database;
    private final UserRepository users;
    private final NewAccounts accounts;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final SessionService sessions;
    private final CodeMails codes;
    private final UserMails mails;
    private final AuditLog audit;
    private final Clock clock;

    SignUpService(
            ProjectDatabase database,
            UserRepository users,
            NewAccounts accounts,
            PasswordPolicy policy,
            PasswordHasher hasher,
            SessionService sessions,
            CodeMails codes,
            UserMails mails,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.accounts = accounts;
        this.policy = policy;
        this.hasher = hasher;
        this.sessions = sessions;
        this.codes = codes;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    Outcome byEmail(AuthRequest request, SignUpBody body) {
        var email = Identifiers.email(body.email());
        policy.require(body.password(), request.settings().password());
        var challenge = Challenge.of(body.codeChallengeMethod(), body.codeChallenge());
        // Before anything is looked up, so that a known address takes as long as a new one.
        var hash = hasher.hash(body.password());
        var draft = accounts.emailDraft(request, email, hash, body.data());
        accounts.askHook(
                request, draft, () -> users.findByEmail(email, request.audience()).isPresent());
        var attempt = new Attempt(body, draft, challenge);
        return request.settings().mailer().autoconfirm()
                ? store(request, attempt)
                : SteadyPace.keep(() -> storeAndSend(request, attempt));
    }

    private record Attempt(
            SignUpBody body, NewAccounts.Draft draft, Optional<Challenge> challenge) {}

    private Outcome storeAndSend(AuthRequest request, Attempt attempt) {
        var outcome = store(request, attempt);
        if (outcome instanceof Outcome.ToConfirm(var user, var pending)) {
            mails.sendAll(request, pending);
        }
        return outcome;
    }

    private Outcome store(AuthRequest request, Attempt attempt) {
        try {
            return database.asRole(InternalRole.AUTH, () -> decide(request, attempt));
        } catch (AddressTaken e) {
            return database.asRole(InternalRole.AUTH, () -> decide(request, attempt));
        }
    }

    IssuedSession anonymously(AuthRequest request, SignUpBody body) {
        var draft = accounts.anonymousDraft(request, body.data());
        accounts.askHook(request, draft, () -> false);
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var user = accounts.store(request, draft);
                    audit.record(request, AuditAction.LOGIN, user);
                    return sessions.open(request, user.id(), AuthMethod.ANONYMOUS, "");
                });
    }

    private Outcome decide(AuthRequest request, Attempt attempt) {
        var body = attempt.body();
        var email = attempt.draft().user().email();
        var known = users.findByEmail(email, request.audience());
        if (known.filter(User::isConfirmed).isPresent()) {
            return repeated(request, body, known.get());
        }
        var user = known.orElseGet(() -> accounts.store(request, attempt.draft()));
        if (!request.settings().mailer().autoconfirm()) {
            return askToConfirm(request, user, attempt.challenge());
        }
        audit.record(request, AuditAction.USER_SIGNEDUP, user, Map.of("provider", Identity.EMAIL));
        users.confirmEmail(user.id(), clock.instant());
        audit.record(request, AuditAction.LOGIN, user, Map.of("provider", Identity.EMAIL));
        return new Outcome.SignedIn(
                sessions.open(request, user.id(), AuthMethod.PASSWORD, Identity.EMAIL));
    }

    private Outcome repeated(AuthRequest request, SignUpBody body, User user) {
        if (request.settings().mailer().autoconfirm()) {
            throw AuthError.USER_ALREADY_EXISTS.refuse("User already registered");
        }
        audit.record(
                request,
                AuditAction.USER_REPEATED_SIGNUP,
                user,
                Map.of("provider", Identity.EMAIL));
        return new Outcome.ToConfirm(
                Decoy.of(user.email(), request.audience(), body.data(), clock.instant()),
                List.of());
    }

    private Outcome askToConfirm(AuthRequest request, User user, Optional<Challenge> challenge) {
        audit.record(
                request,
                AuditAction.USER_CONFIRMATION_REQUESTED,
                user,
                Map.of("provider", Identity.EMAIL));
        var mail = codes.confirmation(request, user, challenge);
        return new Outcome.ToConfirm(UserBody.of(users.get(user.id())), List.of(mail));
    }
}
