package dev.dupabase.auth.signup;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.hook.NewUserHooks;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.IdentityRepository;
import dev.dupabase.auth.user.NewUser;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// Stores new users with the identity they sign up by. Runs inside a transaction of the sign-up.
@Component
public class NewAccounts {
    private static final Set<String> ADDRESS_TAKEN =
            Set.of("users_email_partial_key", "users_phone_key");

    /// Somebody else took the address since it was looked up.
    public static final class AddressTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AddressTaken(Throwable cause) {
            super(cause);
        }
    }

    private final ProjectDatabase database;
    private final UserRepository users;
    private final IdentityRepository identities;
    private final NewUserHooks hooks;
    private final Clock clock;

    NewAccounts(
            ProjectDatabase database,
            UserRepository users,
            IdentityRepository identities,
            NewUserHooks hooks,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.identities = identities;
        this.hooks = hooks;
        this.clock = clock;
    }

    /// A user as they would be stored.
    ///
    /// @param provider of the identity; empty: there is none
    /// @param identity its data
    public record Draft(NewUser user, String provider, Map<String, @Nullable Object> identity) {}

    /// A user known by an address, not yet confirmed.
    ///
    /// @param data becomes part of the identity, and with it the user's metadata
    public Draft emailDraft(
            AuthRequest request,
            String email,
            String passwordHash,
            Map<String, @Nullable Object> data) {
        var id = UUID.randomUUID();
        var identity = identity(id, Identity.EMAIL, email, data);
        return draft(request, id, Identity.EMAIL, email, passwordHash, identity, identity);
    }

    /// The same by a telephone number.
    public Draft phoneDraft(
            AuthRequest request,
            String phone,
            String passwordHash,
            Map<String, @Nullable Object> data) {
        var id = UUID.randomUUID();
        var identity = identity(id, Identity.PHONE, phone, data);
        return draft(request, id, Identity.PHONE, phone, passwordHash, identity, identity);
    }

    /// A user whom an administrator makes: the metadata are the data and nothing else.
    public Draft quietDraft(
            AuthRequest request,
            String email,
            String passwordHash,
            Map<String, @Nullable Object> data) {
        var id = UUID.randomUUID();
        var identity = identity(id, Identity.EMAIL, email, Map.of());
        return draft(request, id, Identity.EMAIL, email, passwordHash, identity, data);
    }

    /// A user nobody knows anything of.
    public Draft anonymousDraft(AuthRequest request, Map<String, @Nullable Object> data) {
        var user =
                new NewUser(
                        UUID.randomUUID(),
                        request.audience(),
                        request.settings().jwt().defaultRole(),
                        "",
                        "",
                        "",
                        Map.of(),
                        data,
                        true);
        return new Draft(user, "", Map.of());
    }

    private static Draft draft(
            AuthRequest request,
            UUID id,
            String provider,
            String address,
            String passwordHash,
            Map<String, @Nullable Object> identity,
            Map<String, @Nullable Object> metadata) {
        boolean byEmail = provider.equals(Identity.EMAIL);
        var user =
                new NewUser(
                        id,
                        request.audience(),
                        request.settings().jwt().defaultRole(),
                        byEmail ? address : "",
                        byEmail ? "" : address,
                        passwordHash,
                        Map.of("provider", provider, "providers", List.of(provider)),
                        metadata,
                        false);
        return new Draft(user, provider, identity);
    }

    private static Map<String, @Nullable Object> identity(
            UUID id, String provider, String address, Map<String, @Nullable Object> data) {
        var identity = new LinkedHashMap<String, @Nullable Object>(data);
        identity.put("sub", id.toString());
        identity.put(provider, address);
        identity.put("email_verified", false);
        identity.put("phone_verified", false);
        return identity;
    }

    /// Lets the project's hook say no to a user who would be new. Not to be called inside a
    /// transaction of the project.
    ///
    /// @param known whether there is such a user already; asked only if there is a hook
    public void askHook(AuthRequest request, Draft draft, Supplier<Boolean> known) {
        if (hooks.asksBefore(request) && !database.asRole(InternalRole.AUTH, known)) {
            hooks.before(request, draft.user());
        }
    }

    /// Stores a user, and has the project's hook told of it later.
    public User store(AuthRequest request, Draft draft) {
        var user = draft.user();
        var stored =
                store(
                        user,
                        () -> {
                            if (!draft.provider().isEmpty()) {
                                identities.insert(
                                        user.id(),
                                        draft.provider(),
                                        user.id().toString(),
                                        draft.identity(),
                                        clock.instant());
                            }
                        });
        hooks.stored(request, stored);
        return stored;
    }

    /// What triggers of the project's owner say no with travels in the refusal.
    private User store(NewUser user, Runnable more) {
        try {
            users.insert(user, clock.instant());
            more.run();
            return users.get(user.id());
        } catch (DuplicateKeyException e) {
            var message = String.valueOf(e.getMessage());
            if (ADDRESS_TAKEN.stream().anyMatch(message::contains)) {
                throw new AddressTaken(e);
            }
            throw refuse(e);
        } catch (DataAccessException e) {
            throw refuse(e);
        }
    }

    private static ApiException refuse(DataAccessException cause) {
        return new ApiException(
                AuthError.UNEXPECTED_FAILURE, "Database error saving new user", cause);
    }
}
