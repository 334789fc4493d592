package dev.dupabase.auth.user;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A second factor as its user may see it: without the secret.
///
/// @param factorType `totp`, `phone` or `webauthn`
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Factor(
        UUID id,
        Instant createdAt,
        Instant updatedAt,
        String status,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable String friendlyName,
        String factorType,
        @Nullable String phone,
        @Nullable Instant lastChallengedAt) {
    public static final String TOTP = "totp";
    public static final String PHONE = "phone";
    private static final String VERIFIED = "verified";

    @JsonIgnore
    public boolean isVerified() {
        return status.equals(VERIFIED);
    }
}
