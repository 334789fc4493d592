package dev.dupabase.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dupabase.auth.user.UserBody;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What a client gets for a proof of who its user is.
///
/// @param expiresIn seconds
/// @param expiresAt seconds since 1970
/// @param providerToken of the provider the user came from; only in the first answer
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenResponse(
        String accessToken,
        String tokenType,
        long expiresIn,
        long expiresAt,
        String refreshToken,
        UserBody user,
        @Nullable String providerToken,
        @Nullable String providerRefreshToken,
        @Nullable WeakPasswordNotice weakPassword) {

    /// The password was right, but no longer meets the rules.
    public record WeakPasswordNotice(String message, List<String> reasons) {}
}
