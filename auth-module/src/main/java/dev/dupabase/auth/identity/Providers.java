package dev.dupabase.auth.identity;

import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.IdentityRepository;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps what a user's row says of their identities true: metadata, and the list of providers. All
/// of it runs inside `asRole(AUTH, …)`.
@Component
class Providers {
    private final IdentityRepository identities;
    private final UserRepository users;
    private final Clock clock;

    Providers(IdentityRepository identities, UserRepository users, Clock clock) {
        this.identities = identities;
        this.users = users;
        this.clock = clock;
    }

    /// Gives the user another identity.
    void attach(UUID userId, ExternalProfile profile) {
        identities.insert(
                userId, profile.provider(), profile.subject(), profile.data(), clock.instant());
        updated(userId, profile);
    }

    /// The user, told anew by their provider.
    User updated(UUID userId, ExternalProfile profile) {
        users.mergeUserMetadata(userId, profile.data(), clock.instant());
        return rebuild(userId);
    }

    /// Lists the providers of the identities there are; the first way in stays the first while it
    /// is there.
    User rebuild(UUID userId) {
        var user = users.get(userId);
        var names = List.copyOf(user.providers());
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("providers", names);
        var first = user.appMetadata().get("provider");
        if (first == null || !names.contains(String.valueOf(first))) {
            data.put("provider", names.isEmpty() ? null : names.getFirst());
        }
        users.mergeAppMetadata(userId, data, clock.instant());
        return users.get(userId);
    }

    static boolean isVerified(Identity identity) {
        return Boolean.TRUE.equals(identity.data().get("email_verified"));
    }
}
