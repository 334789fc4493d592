package dev.dupabase.admin.studio.user;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What the routes of users take.
final class AuthUserBodies {
    private AuthUserBodies() {}

    /// Who is invited.
    ///
    /// @param redirectTo where the link leads in the end, if the project allows it
    @Schema(name = "AuthUserInvitation")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Invitation(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "ann@example.com")
                    @Nullable String email,
            @Schema(example = "{\"full_name\":\"Ann Example\"}")
                    @Nullable Map<String, @Nullable Object> userMetadata,
            @Schema(example = "https://app.example.com/welcome") @Nullable String redirectTo) {}

    /// For how long.
    ///
    /// @param duration such as `24h`, `7d` or `PT1H30M`; absent: for good
    @Schema(name = "AuthUserBan")
    record Ban(@Schema(example = "24h") @Nullable String duration) {}

    /// Which mail is sent.
    ///
    /// @param redirectTo where its link leads in the end, if the project allows it
    @Schema(name = "AuthUserLink")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Link(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {"recovery", "magic_link", "confirmation", "invite"},
                            example = "recovery")
                    @Nullable String kind,
            @Schema(example = "https://app.example.com/welcome") @Nullable String redirectTo) {}
}
