package dev.dupabase.platform.directory;

import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.Jwk;
import dev.dupabase.platform.token.TokenAlgorithm;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// A key of the project's tokens, sealed with its other secrets.
///
/// @param id its `kid`
/// @param algorithm as headers spell it
/// @param since when its status began
/// @param jwk with the private half as long as the key may sign, the public half as long as it
///   vouches, and empty once it is revoked
public record StoredKey(
        String id, String algorithm, Status status, Instant createdAt, Instant since, String jwk) {
    /// Its life, in order.
    public enum Status {
        /// Known to whoever verifies, but does not sign yet.
        STANDBY,
        /// Signs new tokens.
        IN_USE,
        /// Signs no more; its tokens are good until they expire.
        PREVIOUSLY_USED,
        /// Its tokens are refused.
        REVOKED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A new one, on standby.
    public static StoredKey generate(TokenAlgorithm algorithm, Instant now) {
        var id = UUID.randomUUID().toString();
        var jwk = Jwk.generate(algorithm, id).json().reveal();
        return new StoredKey(id, algorithm.label(), Status.STANDBY, now, now, jwk);
    }

    public boolean signs() {
        return status == Status.IN_USE;
    }

    /// The same in the next part of its life; what it needs no more is gone.
    public StoredKey in(Status next, Instant now) {
        return new StoredKey(id, algorithm, next, createdAt, now, material(next));
    }

    private String material(Status next) {
        return switch (next) {
            case STANDBY, IN_USE -> jwk;
            case PREVIOUSLY_USED -> new Jwk(new Secret(jwk), false).publicHalf().json().reveal();
            case REVOKED -> "";
        };
    }

    @Override
    public String toString() {
        return "StoredKey[%s, %s, %s]".formatted(id, algorithm, status);
    }
}
