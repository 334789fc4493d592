package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.ProjectSecrets;
import dev.dupabase.platform.secret.Secret;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All secrets of a project as they are sealed into its row, as one JSON document.
///
/// @param keyId names the JWT secret: claim `kid` of the keys it signed
/// @param former JWT secrets that are still accepted
/// @param readPassword of the login `p_<ref>_ro`
public record StoredSecrets(
        String keyId,
        String jwtSecret,
        List<Former> former,
        String anonKey,
        String serviceRoleKey,
        String apiPassword,
        String servicePassword,
        String readPassword) {
    /// A JWT secret that was replaced.
    ///
    /// @param until when it is accepted no more
    public record Former(String jwtSecret, Instant until) {}

    /// The secrets that count at this time.
    ProjectSecrets at(Instant now) {
        return new ProjectSecrets(
                new Secret(jwtSecret),
                former.stream()
                        .filter(old -> now.isBefore(old.until()))
                        .map(old -> new Secret(old.jwtSecret()))
                        .toList(),
                new Secret(anonKey),
                new Secret(serviceRoleKey),
                new Secret(apiPassword),
                new Secret(servicePassword));
    }

    /// When the next former secret ends, and with it the answer of [#at].
    Optional<Instant> changesAfter(Instant now) {
        return former.stream()
                .map(Former::until)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    @Override
    public String toString() {
        return "StoredSecrets[…]";
    }
}
