package dev.dupabase.auth.signup;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.password.PasswordHasher;
import dev.dupabase.auth.password.PasswordPolicy;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.SteadyPace;
import dev.dupabase.auth.session.AuthMethod;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.SessionService;
import dev.dupabase.auth.signup.NewAccounts.AddressTaken;
import dev.dupabase.auth.signup.NewAccounts.Draft;
import dev.dupabase.auth.sms.Channel;
import dev.dupabase.auth.sms.PendingText;
import dev.dupabase.auth.sms.UserTexts;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserBody;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.verify.CodeTexts;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Signs users up by telephone number and password (contracts/auth.md §1.5).
@Component
class PhoneSignUp {
    /// How a sign-up ended: with a session, or with a user who has yet to confirm.
    sealed interface Outcome {
        record SignedIn(IssuedSession session) implements Outcome {}

        /// @param texts to be sent once this is committed; none to a user who is confirmed
        record ToConfirm(UserBody user, List<PendingText> texts) implements Outcome {}
    }

    private final ProjectDatabase database;
    private final UserRepository users;
    private final NewAccounts accounts;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final SessionService sessions;
    private final CodeTexts codes;
    private final UserTexts texts;
    private final AuditLog audit;
    private final Clock clock;

    PhoneSignUp(
            ProjectDatabase database,
            UserRepository users,
            NewAccounts accounts,
            PasswordPolicy policy,
            PasswordHasher hasher,
            SessionService sessions,
            CodeTexts codes,
            UserTexts texts,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.accounts = accounts;
        this.policy = policy;
        this.hasher = hasher;
        this.sessions = sessions;
        this.codes = codes;
        this.texts = texts;
        this.audit = audit;
        this.clock = clock;
    }

    Outcome signUp(AuthRequest request, SignUpBody body, Channel channel) {
        var phone = Identifiers.phone(body.phone());
        policy.require(body.password(), request.settings().password());
        var confirms = !request.settings().sms().autoconfirm();
        if (confirms) {
            texts.requireSender(request, phone);
        }
        // Before anything is looked up, so that a known number takes as long as a new one.
        var hash = hasher.hash(body.password());
        var draft = accounts.phoneDraft(request, phone, hash, body.data());
        accounts.askHook(
                request, draft, () -> users.findByPhone(phone, request.audience()).isPresent());
        return confirms
                ? SteadyPace.keep(() -> storeAndSend(request, draft, channel))
                : store(request, draft, channel);
    }

    private Outcome storeAndSend(AuthRequest request, Draft draft, Channel channel) {
        var outcome = store(request, draft, channel);
        if (outcome instanceof Outcome.ToConfirm(var user, var pending)) {
            pending.forEach(text -> texts.send(request, text));
        }
        return outcome;
    }

    private Outcome store(AuthRequest request, Draft draft, Channel channel) {
        try {
            return database.asRole(InternalRole.AUTH, () -> decide(request, draft, channel));
        } catch (AddressTaken e) {
            return database.asRole(InternalRole.AUTH, () -> decide(request, draft, channel));
        }
    }

    private Outcome decide(AuthRequest request, Draft draft, Channel channel) {
        var known = users.findByPhone(draft.user().phone(), request.audience());
        if (known.filter(User::isPhoneConfirmed).isPresent()) {
            return repeated(request, draft, known.get());
        }
        var user = known.orElseGet(() -> accounts.store(request, draft));
        var provider = Map.<String, Object>of("provider", Identity.PHONE);
        if (!request.settings().sms().autoconfirm()) {
            audit.record(request, AuditAction.USER_CONFIRMATION_REQUESTED, user, provider);
            var text = codes.confirmation(request, user, channel);
            return new Outcome.ToConfirm(UserBody.of(users.get(user.id())), List.of(text));
        }
        audit.record(request, AuditAction.USER_SIGNEDUP, user, provider);
        users.confirmPhone(user.id(), clock.instant());
        audit.record(request, AuditAction.LOGIN, user, provider);
        return new Outcome.SignedIn(
                sessions.open(request, user.id(), AuthMethod.PASSWORD, Identity.PHONE));
    }

    private Outcome repeated(AuthRequest request, Draft draft, User user) {
        if (request.settings().sms().autoconfirm()) {
            throw AuthError.USER_ALREADY_EXISTS.refuse("User already registered");
        }
        audit.record(
                request,
                AuditAction.USER_REPEATED_SIGNUP,
                user,
                Map.of("provider", Identity.PHONE));
        return new Outcome.ToConfirm(Decoy.ofPhone(draft.user(), clock.instant()), List.of());
    }
}
