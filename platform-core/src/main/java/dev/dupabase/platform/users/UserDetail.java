package dev.dupabase.platform.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// All that an administrator may know of a user of a project.
///
/// @param role the PostgreSQL role of the user's requests
/// @param sessions the newest 20
@Schema(name = "AuthUserDetail")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record UserDetail(
        UUID id,
        @Nullable String email,
        @Schema(example = "4915112345678") @Nullable String phone,
        @Nullable Instant emailConfirmedAt,
        @Nullable Instant phoneConfirmedAt,
        @Nullable Instant lastSignInAt,
        @JsonProperty("is_anonymous") boolean anonymous,
        @Nullable Instant bannedUntil,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant invitedAt,
        @Schema(example = "Ann Example") @Nullable String displayName,
        @Schema(example = "[\"email\"]") List<String> providers,
        @Schema(example = "authenticated") String role,
        boolean hasPassword,
        @Schema(example = "{\"provider\":\"email\",\"providers\":[\"email\"]}")
                Map<String, @Nullable Object> appMetadata,
        @Schema(example = "{\"full_name\":\"Ann Example\"}")
                Map<String, @Nullable Object> userMetadata,
        List<UserSession> sessions,
        List<UserIdentity> identities,
        List<UserFactor> factors) {
    /// A sign-in that lasts.
    ///
    /// @param amr how it was proven, the newest proof first
    @Schema(name = "AuthUserSession")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record UserSession(
            UUID id,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt,
            @Nullable Instant notAfter,
            @Schema(example = "Mozilla/5.0") @Nullable String userAgent,
            @Schema(example = "203.0.113.7") @Nullable String ip,
            @Schema(example = "aal1") String aal,
            @Schema(example = "[\"password\"]") List<String> amr) {}

    /// A way by which the user is known: an address, or an account elsewhere.
    @Schema(name = "AuthUserIdentity")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record UserIdentity(
            UUID id,
            @Schema(example = "github") String provider,
            @Schema(example = "583231") String providerId,
            @Nullable String email,
            @Schema(example = "{\"user_name\":\"ann\"}") Map<String, @Nullable Object> data,
            @Nullable Instant lastSignInAt,
            @Nullable Instant createdAt) {}

    /// A second factor, without its secret.
    @Schema(name = "AuthUserFactor")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record UserFactor(
            UUID id,
            @Schema(
                            allowableValues = {"totp", "phone", "webauthn"},
                            example = "totp")
                    String factorType,
            @Schema(
                            allowableValues = {"verified", "unverified"},
                            example = "verified")
                    String status,
            @Schema(example = "Phone of Ann") @Nullable String friendlyName,
            @Nullable Instant lastChallengedAt,
            @Nullable Instant createdAt) {}
}
