package dev.dupabase.auth.factor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What clients are told about second factors.
final class FactorReplies {
    private FactorReplies() {}

    /// @param qrCode an SVG image, as it is
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record TotpSecret(String qrCode, String secret, String uri) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Enrolled(
            UUID id,
            String type,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String friendlyName,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TotpSecret totp,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String phone) {}

    /// @param expiresAt seconds since 1970
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Challenged(
            UUID id,
            String type,
            long expiresAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WebAuthn webauthn) {}

    /// @param type `create` or `request`
    /// @param credentialOptions with the key `publicKey`
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record WebAuthn(String type, Map<String, Object> credentialOptions) {}

    record Removed(UUID id) {}
}
