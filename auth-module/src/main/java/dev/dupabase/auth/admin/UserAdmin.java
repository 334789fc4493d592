package dev.dupabase.auth.admin;

import dev.dupabase.auth.audit.AuditAction;
import dev.dupabase.auth.audit.AuditLog;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.hook.NewUserHooks;
import dev.dupabase.auth.password.ForeignHashes;
import dev.dupabase.auth.password.PasswordHasher;
import dev.dupabase.auth.password.PasswordPolicy;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.session.SessionRepository;
import dev.dupabase.auth.settings.GoDuration;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.IdentityRepository;
import dev.dupabase.auth.user.NewUser;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Makes, changes and removes users (contracts/auth.md §1.16).
@Component
public class UserAdmin {
    private static final UUID NIL = new UUID(0, 0);

    private final ProjectDatabase database;
    private final UserRepository users;
    private final UserAdminRepository repository;
    private final IdentityRepository identities;
    private final SessionRepository sessions;
    private final PasswordHasher hasher;
    private final PasswordPolicy policy;
    private final NewUserHooks newUsers;
    private final AuditLog audit;
    private final Clock clock;

    UserAdmin(
            ProjectDatabase database,
            UserRepository users,
            UserAdminRepository repository,
            IdentityRepository identities,
            SessionRepository sessions,
            PasswordHasher hasher,
            PasswordPolicy policy,
            NewUserHooks newUsers,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.repository = repository;
        this.identities = identities;
        this.sessions = sessions;
        this.hasher = hasher;
        this.policy = policy;
        this.newUsers = newUsers;
        this.audit = audit;
        this.clock = clock;
    }

    public User find(UUID id) {
        return inTransaction(() -> get(id));
    }

    public User create(AuthRequest request, Administrator admin, UserForm form) {
        if (form.email().isEmpty() && form.phone().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Cannot create a user without either an email or phone");
        }
        var email = form.email().isEmpty() ? "" : Identifiers.email(form.email());
        var phone = form.phone().isEmpty() ? "" : Identifiers.phone(form.phone());
        var bannedUntil = bannedUntil(form);
        var user =
                new NewUser(
                        id(form),
                        form.aud().isEmpty() ? request.audience() : form.aud(),
                        form.role().isEmpty()
                                ? request.settings().jwt().defaultRole()
                                : form.role(),
                        email,
                        phone,
                        newHash(form).orElseGet(PasswordHasher::ofNoPassword),
                        appMetadata(form, email, phone),
                        form.userMetadata(),
                        false);
        return inTransaction(() -> store(request, admin, form, user, bannedUntil));
    }

    private User store(
            AuthRequest request,
            Administrator admin,
            UserForm form,
            NewUser user,
            Optional<Instant> bannedUntil) {
        var now = clock.instant();
        requireFree(request, user.email(), user.phone());
        insert(user, now);
        if (!user.email().isEmpty()) {
            identity(user.id(), Identity.EMAIL, user.email(), now);
        }
        if (!user.phone().isEmpty()) {
            identity(user.id(), Identity.PHONE, user.phone(), now);
        }
        if (form.confirmsEmail() && !user.email().isEmpty()) {
            users.confirmEmail(user.id(), now);
        }
        if (form.confirmsPhone() && !user.phone().isEmpty()) {
            repository.confirmPhone(user.id(), now);
        }
        bannedUntil.ifPresent(until -> repository.ban(user.id(), until, now));
        var stored = get(user.id());
        audit.recordByRole(request, AuditAction.USER_SIGNEDUP, admin.role(), traits(stored));
        newUsers.stored(request, stored);
        return stored;
    }

    private void insert(NewUser user, Instant now) {
        try {
            users.insert(user, now);
        } catch (DuplicateKeyException e) {
            throw taken(e);
        }
    }

    private void requireFree(AuthRequest request, String email, String phone) {
        if (!email.isEmpty() && users.findByEmail(email, request.audience()).isPresent()) {
            throw emailTaken();
        }
        if (!phone.isEmpty() && users.findByPhone(phone, request.audience()).isPresent()) {
            throw phoneTaken();
        }
    }

    public User update(AuthRequest request, Administrator admin, UUID id, UserForm form) {
        var email = form.email().isEmpty() ? "" : Identifiers.email(form.email());
        var phone = form.phone().isEmpty() ? "" : Identifiers.phone(form.phone());
        form.password()
                .ifPresent(password -> policy.require(password, request.settings().password()));
        var hash = newHash(form);
        var bannedUntil = bannedUntil(form);
        return inTransaction(() -> {
            var user = get(id);
            var now = clock.instant();
            change(user, form, now);
            hash.ifPresent(text -> users.setPassword(id, text, now));
            changeAddresses(user, form, email, phone, now);
            if (!form.banDuration().isEmpty()) {
                repository.ban(id, bannedUntil.orElse(null), now);
            }
            audit.recordByRole(request, AuditAction.USER_MODIFIED, admin.role(), traits(user));
            return get(id);
        });
    }

    private void change(User user, UserForm form, Instant now) {
        if (!form.role().isEmpty()) {
            repository.setRole(user.id(), form.role(), now);
        }
        if (!form.aud().isEmpty()) {
            repository.setAud(user.id(), form.aud(), now);
        }
        if (!form.userMetadata().isEmpty()) {
            users.mergeUserMetadata(user.id(), form.userMetadata(), now);
        }
        if (!form.appMetadata().isEmpty()) {
            users.mergeAppMetadata(user.id(), form.appMetadata(), now);
        }
    }

    private void changeAddresses(
            User user, UserForm form, String email, String phone, Instant now) {
        try {
            if (!email.isEmpty() && !email.equals(user.email())) {
                repository.setEmail(user.id(), email, now);
                follow(user, Identity.EMAIL, email, form.confirmsEmail(), now);
            }
            if (!phone.isEmpty() && !phone.equals(user.phone())) {
                repository.setPhone(user.id(), phone, now);
                follow(user, Identity.PHONE, phone, form.confirmsPhone(), now);
            }
        } catch (DuplicateKeyException e) {
            throw taken(e);
        }
        if (form.confirmsEmail()) {
            users.confirmEmail(user.id(), now);
        }
        if (form.confirmsPhone()) {
            repository.confirmPhone(user.id(), now);
        }
    }

    /// The identity goes with the address.
    private void follow(User user, String kind, String value, boolean verified, Instant now) {
        user.identity(kind)
                .ifPresentOrElse(
                        identity ->
                                identities.mergeData(
                                        identity.id(),
                                        Map.of(kind, value, kind + "_verified", verified),
                                        now),
                        () -> {
                            identity(user.id(), kind, value, now);
                            var providers = List.copyOf(users.get(user.id()).providers());
                            users.mergeAppMetadata(user.id(), Map.of("providers", providers), now);
                        });
    }

    /// Lets the user in no more until then, and ends what is open: the refresh tokens go with their
    /// sessions.
    ///
    /// @param until null: the user may come in again
    public User ban(AuthRequest request, Administrator admin, UUID id, @Nullable Instant until) {
        return inTransaction(() -> {
            var user = get(id);
            repository.ban(id, until, clock.instant());
            if (until != null) {
                sessions.deleteAll(id);
            }
            audit.recordByRole(request, AuditAction.USER_MODIFIED, admin.role(), traits(user));
            return get(id);
        });
    }

    public void delete(AuthRequest request, Administrator admin, UUID id, boolean softly) {
        inTransaction(() -> {
            var user = get(id);
            audit.recordByRole(request, AuditAction.USER_DELETED, admin.role(), traits(user));
            if (softly) {
                repository.softDelete(user, clock.instant());
            } else {
                repository.delete(id);
            }
            return id;
        });
    }

    private void identity(UUID userId, String kind, String value, Instant now) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("sub", userId.toString());
        data.put(kind, value);
        data.put("email_verified", false);
        data.put("phone_verified", false);
        identities.insert(userId, kind, userId.toString(), data, now);
    }

    private User get(UUID id) {
        return users.find(id).orElseThrow(() -> AuthError.USER_NOT_FOUND.refuse("User not found"));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return database.asRole(InternalRole.AUTH, work);
    }

    private Optional<String> newHash(UserForm form) {
        if (form.password().isPresent() && !form.passwordHash().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Only a password or a password hash should be provided");
        }
        if (!form.passwordHash().isEmpty()) {
            if (!ForeignHashes.isKnown(form.passwordHash())) {
                throw AuthError.VALIDATION_FAILED.refuse("Error creating user");
            }
            return Optional.of(form.passwordHash());
        }
        return form.password().filter(text -> !text.isEmpty()).map(hasher::hash);
    }

    private Optional<Instant> bannedUntil(UserForm form) {
        if (form.banDuration().isEmpty() || form.banDuration().equals("none")) {
            return Optional.empty();
        }
        return Optional.of(
                GoDuration.parse(form.banDuration())
                        .map(clock.instant()::plus)
                        .orElseThrow(() ->
                                AuthError.VALIDATION_FAILED.refuse(
                                        "invalid format for ban duration: %s"
                                                .formatted(form.banDuration()))));
    }

    private static UUID id(UserForm form) {
        if (form.id().isEmpty()) {
            return UUID.randomUUID();
        }
        var id =
                Uuids.parse(form.id())
                        .orElseThrow(() ->
                                AuthError.VALIDATION_FAILED.refuse(
                                        "ID must conform to the uuid v4 format"));
        if (id.equals(NIL)) {
            throw AuthError.VALIDATION_FAILED.refuse("ID cannot be a nil uuid");
        }
        return id;
    }

    private static Map<String, @Nullable Object> appMetadata(
            UserForm form, String email, String phone) {
        var providers = new ArrayList<String>();
        if (!email.isEmpty()) {
            providers.add(Identity.EMAIL);
        }
        if (!phone.isEmpty()) {
            providers.add(Identity.PHONE);
        }
        var metadata = new LinkedHashMap<String, @Nullable Object>(form.appMetadata());
        metadata.put("provider", providers.getFirst());
        metadata.put("providers", providers);
        return metadata;
    }

    private static Map<String, String> traits(User user) {
        return Map.of(
                "user_id", user.id().toString(),
                "user_email", user.email(),
                "user_phone", user.phone());
    }

    private static ApiException taken(DuplicateKeyException e) {
        return String.valueOf(e.getMessage()).contains("phone") ? phoneTaken() : emailTaken();
    }

    private static ApiException emailTaken() {
        return AuthError.EMAIL_EXISTS.refuse(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "A user with this email address has already been registered");
    }

    private static ApiException phoneTaken() {
        return AuthError.PHONE_EXISTS.refuse("Phone number already registered by another user");
    }
}
