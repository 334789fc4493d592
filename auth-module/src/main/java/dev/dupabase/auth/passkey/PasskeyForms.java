package dev.dupabase.auth.passkey;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What clients send about passkeys, and the challenges they get.
final class PasskeyForms {
    private PasskeyForms() {}

    record Answer(String challengeId, Optional<JsonNode> credential) {}

    record Name(String friendlyName) {}

    /// @param options what browsers take as `publicKey`
    /// @param expiresAt seconds since 1970
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Challenge(UUID challengeId, Map<String, Object> options, long expiresAt) {}
}
