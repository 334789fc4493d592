package dev.dupabase.platform.directory;

import dev.dupabase.platform.project.ProjectSecrets;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.Jwk;
import dev.dupabase.platform.token.TokenKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All secrets of a project as they are sealed into its row, as one JSON document.
///
/// @param keyId names the JWT secret: claim `kid` of the keys it signed
/// @param former JWT secrets that are still accepted
/// @param readPassword of the login `p_<ref>_ro`
/// @param signingKeys of the tokens of users, oldest first; without one in use, the JWT secret
///   signs
public record StoredSecrets(
        String keyId,
        String jwtSecret,
        List<Former> former,
        String anonKey,
        String serviceRoleKey,
        String apiPassword,
        String servicePassword,
        String readPassword,
        List<StoredKey> signingKeys) {
    /// Rows of old have no signing keys.
    public StoredSecrets {
        signingKeys = signingKeys == null ? List.of() : List.copyOf(signingKeys);
    }

    /// A JWT secret that was replaced.
    ///
    /// @param until when it is accepted no more
    public record Former(String jwtSecret, Instant until) {}

    /// The secrets that count at this time.
    ///
    /// @param keySet keys of the settings, which sign before the project's own
    ProjectSecrets at(Instant now, Optional<Secret> keySet) {
        var secret = new Secret(jwtSecret);
        var formerSecrets =
                former.stream()
                        .filter(old -> now.isBefore(old.until()))
                        .map(old -> new Secret(old.jwtSecret()))
                        .toList();
        return new ProjectSecrets(
                secret,
                formerSecrets,
                new Secret(anonKey),
                new Secret(serviceRoleKey),
                new Secret(apiPassword),
                new Secret(servicePassword),
                tokenKeys(secret, formerSecrets, keySet));
    }

    /// The same with other signing keys.
    public StoredSecrets withSigningKeys(List<StoredKey> keys) {
        return new StoredSecrets(
                keyId,
                jwtSecret,
                former,
                anonKey,
                serviceRoleKey,
                apiPassword,
                servicePassword,
                readPassword,
                keys);
    }

    private TokenKeys tokenKeys(Secret secret, List<Secret> formerSecrets, Optional<Secret> set) {
        var secrets = new ArrayList<Secret>();
        secrets.add(secret);
        secrets.addAll(formerSecrets);
        var jwks = new ArrayList<Jwk>();
        set.ifPresent(text -> jwks.addAll(Jwk.set(text)));
        signingKeys.stream()
                .filter(key -> key.status() != StoredKey.Status.REVOKED)
                .map(key -> new Jwk(new Secret(key.jwk()), set.isEmpty() && key.signs()))
                .forEach(jwks::add);
        return new TokenKeys(secrets, jwks);
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
