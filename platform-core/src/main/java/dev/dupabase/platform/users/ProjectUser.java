package dev.dupabase.platform.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A user of a project in a list (contracts/platform.md §10).
///
/// @param providers by which the user may sign in, such as `email` or `github`
@Schema(name = "AuthUser")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ProjectUser(
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
        @Schema(example = "[\"email\"]") List<String> providers) {}
