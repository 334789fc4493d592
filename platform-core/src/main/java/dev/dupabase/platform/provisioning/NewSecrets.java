package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.directory.StoredKey;
import dev.dupabase.platform.directory.StoredSecrets;
import dev.dupabase.platform.project.ProjectProperties;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.tenant.ApiKey;
import dev.dupabase.platform.token.TokenAlgorithm;
import dev.dupabase.platform.token.TokenSigner;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Makes the secrets of projects, and their legacy API keys (contracts/platform.md §16.3).
@Component
class NewSecrets {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int JWT_SECRET_BYTES = 64;
    private static final int KEY_ID_BYTES = 8;
    private static final int PASSWORD_LENGTH = 40;

    private final SecureRandom random = new SecureRandom();
    private final TokenSigner signer;
    private final ProjectProperties properties;
    private final Clock clock;

    NewSecrets(TokenSigner signer, ProjectProperties properties, Clock clock) {
        this.signer = signer;
        this.properties = properties;
        this.clock = clock;
    }

    StoredSecrets make(UUID id, ProjectRef ref) {
        return withKeys(id, ref, List.of(), text(), text(), text())
                .withSigningKeys(
                        List.of(
                                StoredKey.generate(TokenAlgorithm.ES256, clock.instant())
                                        .in(StoredKey.Status.IN_USE, clock.instant())));
    }

    /// A new JWT secret and keys.
    ///
    /// @param grace how long the old secret is still accepted; may be zero
    StoredSecrets rotate(UUID id, ProjectRef ref, StoredSecrets old, Duration grace) {
        var now = clock.instant();
        var former = new ArrayList<StoredSecrets.Former>();
        if (grace.isPositive()) {
            old.former().stream().filter(f -> now.isBefore(f.until())).forEach(former::add);
            former.add(new StoredSecrets.Former(old.jwtSecret(), now.plus(grace)));
        }
        return withKeys(
                        id,
                        ref,
                        former,
                        old.apiPassword(),
                        old.servicePassword(),
                        old.readPassword())
                .withSigningKeys(old.signingKeys());
    }

    /// Random text of letters and digits, at least 238 bits.
    String text() {
        var text = new StringBuilder(PASSWORD_LENGTH);
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    String hex(int bytes) {
        var data = new byte[bytes];
        random.nextBytes(data);
        return HexFormat.of().formatHex(data);
    }

    private StoredSecrets withKeys(
            UUID id,
            ProjectRef ref,
            List<StoredSecrets.Former> former,
            String apiPassword,
            String servicePassword,
            String readPassword) {
        var jwtSecret = hex(JWT_SECRET_BYTES);
        var keyId = hex(KEY_ID_BYTES);
        return new StoredSecrets(
                keyId,
                jwtSecret,
                List.copyOf(former),
                key(id, ref, keyId, jwtSecret, ApiKey.ANON),
                key(id, ref, keyId, jwtSecret, ApiKey.SERVICE_ROLE),
                apiPassword,
                servicePassword,
                readPassword,
                List.of());
    }

    private String key(UUID id, ProjectRef ref, String keyId, String jwtSecret, String role) {
        long now = clock.instant().getEpochSecond();
        return signer.sign(
                new Secret(jwtSecret),
                Map.of(
                        "iss",
                        "supabase",
                        "ref",
                        ref.value(),
                        "project_id",
                        id.toString(),
                        "role",
                        role,
                        "kid",
                        keyId,
                        "iat",
                        now,
                        "exp",
                        now + properties.apiKeyLifetime().toSeconds()));
    }
}
