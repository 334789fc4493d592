package dev.dupabase.auth.passwordless;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.password.PasswordHasher;
import dev.dupabase.auth.passwordless.PasswordlessService.CreateUser;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.SteadyPace;
import dev.dupabase.auth.signup.NewAccounts;
import dev.dupabase.auth.signup.NewAccounts.Draft;
import dev.dupabase.auth.sms.Channel;
import dev.dupabase.auth.sms.PendingText;
import dev.dupabase.auth.sms.UserTexts;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.verify.CodeTexts;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Sends codes to telephones (contracts/auth.md §1.7). Each answers with the provider's id of the
/// message, if there is one.
@Component
class PhoneCodes {
    private final ProjectDatabase database;
    private final UserRepository users;
    private final NewAccounts accounts;
    private final CodeTexts codes;
    private final UserTexts texts;
    private final AuditLog audit;
    private final Clock clock;

    PhoneCodes(
            ProjectDatabase database,
            UserRepository users,
            NewAccounts accounts,
            CodeTexts codes,
            UserTexts texts,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.accounts = accounts;
        this.codes = codes;
        this.texts = texts;
        this.audit = audit;
        this.clock = clock;
    }

    /// Sends a code to sign in by; an unknown number signs up, if `create` allows.
    Map<String, String> signIn(
            AuthRequest request,
            String phone,
            Map<String, @Nullable Object> data,
            CreateUser create,
            Channel channel) {
        texts.requireSender(request, phone);
        var draft = accounts.phoneDraft(request, phone, PasswordHasher.ofNoPassword(), data);
        if (create == CreateUser.YES && !request.settings().disableSignup()) {
            accounts.askHook(
                    request, draft, () -> users.findByPhone(phone, request.audience()).isPresent());
        }
        return sendAfter(
                request,
                () -> {
                    var user =
                            users.findByPhone(phone, request.audience())
                                    .orElseGet(() -> newUser(request, draft, create));
                    if (request.settings().sms().autoconfirm() && !user.isPhoneConfirmed()) {
                        users.confirmPhone(user.id(), clock.instant());
                    }
                    return Optional.of(codes.confirmation(request, users.get(user.id()), channel));
                });
    }

    private User newUser(AuthRequest request, Draft draft, CreateUser create) {
        PasswordlessService.requireOpen(request, create);
        var user = accounts.store(request, draft);
        audit.record(
                request,
                AuditAction.USER_CONFIRMATION_REQUESTED,
                user,
                Map.of("provider", Identity.PHONE));
        return user;
    }

    /// Sends again to a number that is not confirmed yet, and nothing to any other.
    Map<String, String> resendConfirmation(AuthRequest request, String phone) {
        texts.requireSender(request, phone);
        return sendAfter(
                request,
                () ->
                        users.findByPhone(phone, request.audience())
                                .filter(user -> !user.isPhoneConfirmed())
                                .map(user -> codes.confirmation(request, user, Channel.SMS)));
    }

    /// Sends again to the number that a user wants.
    ///
    /// @param phone that number, or the present one
    Map<String, String> resendChange(AuthRequest request, String phone) {
        texts.requireSender(request, phone);
        return sendAfter(
                request,
                () ->
                        users.findByPendingPhone(phone, request.audience())
                                .or(() -> users.findByPhone(phone, request.audience()))
                                .filter(user -> !user.phoneChange().isEmpty())
                                .map(user ->
                                        codes.phoneChange(
                                                request, user, user.phoneChange(), Channel.SMS)));
    }

    Map<String, String> reauthenticate(AuthRequest request, User user) {
        if (!user.isPhoneConfirmed()) {
            throw AuthError.PHONE_NOT_CONFIRMED.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT, "Please verify your phone first.");
        }
        texts.requireSender(request, user.phone());
        return sendAfter(
                request,
                () -> {
                    audit.record(request, AuditAction.USER_REAUTHENTICATE_REQUESTED, user);
                    return Optional.of(codes.reauthentication(request, user));
                });
    }

    private Map<String, String> sendAfter(
            AuthRequest request, Supplier<Optional<PendingText>> work) {
        return SteadyPace.keep(() -> {
            var id =
                    database.asRole(InternalRole.AUTH, work)
                            .map(text -> texts.send(request, text))
                            .orElse("");
            return id.isEmpty() ? Map.of() : Map.of("message_id", id);
        });
    }
}
