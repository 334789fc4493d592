package dev.dupabase.platform.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What a user is to be like; what is absent stays, or is as usual for a new one.
///
/// @param emailConfirm whether the address counts as confirmed
/// @param userMetadata merged with what there is; a key of null goes
/// @param appMetadata the same; users themselves cannot change it
@Schema(name = "AuthUserChange")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record UserChange(
        @Nullable String email,
        @Schema(example = "+4915112345678") @Nullable String phone,
        @Schema(example = "correct horse battery") @Nullable String password,
        @Nullable Boolean emailConfirm,
        @Nullable Boolean phoneConfirm,
        @Schema(example = "{\"full_name\":\"Ann Example\"}")
                @Nullable Map<String, @Nullable Object> userMetadata,
        @Schema(example = "{\"plan\":\"pro\"}")
                @Nullable Map<String, @Nullable Object> appMetadata) {}
