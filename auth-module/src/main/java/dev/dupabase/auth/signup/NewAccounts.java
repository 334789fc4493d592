package dev.dupabase.auth.signup;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.IdentityRepository;
import dev.dupabase.auth.user.NewUser;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// Stores new users with the identity they sign up by. Runs inside a transaction of the sign-up.
@Component
public class NewAccounts {
    private static final String ADDRESS_TAKEN = "users_email_partial_key";

    /// Somebody else took the address since it was looked up.
    public static final class AddressTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AddressTaken(Throwable cause) {
            super(cause);
        }
    }

    private final UserRepository users;
    private final IdentityRepository identities;
    private final Clock clock;

    NewAccounts(UserRepository users, IdentityRepository identities, Clock clock) {
        this.users = users;
        this.identities = identities;
        this.clock = clock;
    }

    /// A user known by an address, not yet confirmed.
    ///
    /// @param data becomes part of the identity, and with it the user's metadata
    public User byEmail(
            AuthRequest request,
            String email,
            String passwordHash,
            Map<String, @Nullable Object> data) {
        var id = UUID.randomUUID();
        var identity = identity(id, email, data);
        return byEmail(request, id, email, passwordHash, identity, identity);
    }

    /// A user whom an administrator makes: the metadata are the data and nothing else.
    public User quietly(
            AuthRequest request,
            String email,
            String passwordHash,
            Map<String, @Nullable Object> data) {
        var id = UUID.randomUUID();
        return byEmail(request, id, email, passwordHash, identity(id, email, Map.of()), data);
    }

    private static Map<String, @Nullable Object> identity(
            UUID id, String email, Map<String, @Nullable Object> data) {
        var identity = new LinkedHashMap<String, @Nullable Object>(data);
        identity.put("sub", id.toString());
        identity.put("email", email);
        identity.put("email_verified", false);
        identity.put("phone_verified", false);
        return identity;
    }

    private User byEmail(
            AuthRequest request,
            UUID id,
            String email,
            String passwordHash,
            Map<String, @Nullable Object> identity,
            Map<String, @Nullable Object> metadata) {
        var user =
                new NewUser(
                        id,
                        request.audience(),
                        request.settings().jwt().defaultRole(),
                        email,
                        "",
                        passwordHash,
                        Map.of("provider", Identity.EMAIL, "providers", List.of(Identity.EMAIL)),
                        metadata,
                        false);
        return store(
                user,
                () ->
                        identities.insert(
                                id, Identity.EMAIL, id.toString(), identity, clock.instant()));
    }

    /// A user nobody knows anything of.
    public User anonymous(AuthRequest request, Map<String, @Nullable Object> data) {
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
        return store(user, () -> {});
    }

    /// What triggers of the project's owner say no with travels in the refusal.
    private User store(NewUser user, Runnable more) {
        try {
            users.insert(user, clock.instant());
            more.run();
            return users.get(user.id());
        } catch (DuplicateKeyException e) {
            if (String.valueOf(e.getMessage()).contains(ADDRESS_TAKEN)) {
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
