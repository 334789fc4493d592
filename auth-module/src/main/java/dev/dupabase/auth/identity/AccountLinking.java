package dev.dupabase.auth.identity;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.identity.ExternalProfile.Email;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.FederationSettings.Linking;
import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.User;
import dev.dupabase.auth.user.UserRepository;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Decides which user an account elsewhere belongs to (contracts/auth.md §4.11). Only an address
/// that its provider has verified leads to a user who is already there.
@Component
class AccountLinking {
    sealed interface Decision {
        /// They have been here before.
        record Known(User user, Identity identity) implements Decision {}

        /// A user who is known by the same address.
        record Link(User user) implements Decision {}

        /// @param email empty if the address is somebody else's
        record Create(String email) implements Decision {}
    }

    private final ExternalIdentityRepository identities;
    private final UserRepository users;

    AccountLinking(ExternalIdentityRepository identities, UserRepository users) {
        this.identities = identities;
        this.users = users;
    }

    /// Inside the transaction that acts upon it.
    Decision decide(AuthRequest request, ExternalProfile profile) {
        var known = identities.findOwner(profile.provider(), profile.subject());
        if (known.isPresent()) {
            var user = users.get(known.get());
            var identity = identity(user, profile);
            return new Decision.Known(user, identity);
        }
        var trusted = trustedAddresses(request, profile);
        return trusted.isEmpty()
                ? stranger(request, profile)
                : byAddress(request, profile, trusted);
    }

    /// The identity that the profile was found by; wallets' addresses have no case.
    static Identity identity(User user, ExternalProfile profile) {
        var candidates =
                user.identities().stream()
                        .filter(identity -> identity.isOf(profile.provider()))
                        .toList();
        return candidates.stream()
                .filter(identity -> identity.providerId().equals(profile.subject()))
                .findFirst()
                .or(() ->
                        candidates.stream()
                                .filter(identity ->
                                        identity.providerId().equalsIgnoreCase(profile.subject()))
                                .findFirst())
                .orElseThrow();
    }

    private static List<String> trustedAddresses(AuthRequest request, ExternalProfile profile) {
        var all = request.settings().mailer().autoconfirm();
        return profile.emails().stream()
                .filter(email -> all || email.verified())
                .map(Email::address)
                .distinct()
                .toList();
    }

    private Decision stranger(AuthRequest request, ExternalProfile profile) {
        var email = profile.primary().map(Email::address).orElse("");
        var taken = !email.isEmpty() && users.findByEmail(email, request.audience()).isPresent();
        return new Decision.Create(taken ? "" : email);
    }

    private Decision byAddress(
            AuthRequest request, ExternalProfile profile, List<String> addresses) {
        var linking = request.settings().federation().linking();
        var domain = linking.domainOf(profile.provider());
        var owners =
                identities.ownersOfAddresses(addresses).stream()
                        .filter(owner -> linking.domainOf(owner.provider()).equals(domain))
                        .map(ExternalIdentityRepository.Owner::userId)
                        .collect(Collectors.toSet());
        if (owners.isEmpty() && !Linking.isSingleSignOn(profile.provider())) {
            owners.addAll(identities.usersOfAddresses(addresses));
        }
        if (owners.size() > 1) {
            throw AuthError.UNEXPECTED_FAILURE.refuse(
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "Multiple accounts with the same email address in the same linking domain"
                            + " detected: "
                            + domain);
        }
        return owners.stream()
                .findFirst()
                .<Decision>map(id -> link(id))
                .orElseGet(() -> new Decision.Create(candidate(profile, addresses)));
    }

    private Decision link(UUID userId) {
        users.lock(userId);
        return new Decision.Link(users.get(userId));
    }

    /// The primary address, unless only another one is verified.
    private static String candidate(ExternalProfile profile, List<String> trusted) {
        return profile.primary()
                .map(Email::address)
                .filter(trusted::contains)
                .orElse(trusted.getFirst());
    }
}
