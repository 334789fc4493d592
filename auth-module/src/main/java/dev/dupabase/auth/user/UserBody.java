package dev.dupabase.auth.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A user as the API shows it (contracts/auth.md §1.3). What is absent has no key; e-mail and phone
/// are always text.
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserBody(
        String id,
        String aud,
        String role,
        String email,
        @Nullable Instant emailConfirmedAt,
        @Nullable Instant invitedAt,
        String phone,
        @Nullable Instant phoneConfirmedAt,
        @Nullable Instant confirmationSentAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant recoverySentAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String newEmail,
        @Nullable Instant emailChangeSentAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String newPhone,
        @Nullable Instant phoneChangeSentAt,
        @Nullable Instant reauthenticationSentAt,
        @Nullable Instant lastSignInAt,
        Map<String, @Nullable Object> appMetadata,
        Map<String, @Nullable Object> userMetadata,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Factor> factors,
        List<Identity> identities,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant bannedUntil,
        @Nullable Instant deletedAt,
        @JsonProperty("is_anonymous") boolean anonymous) {

    /// A user who is not stored yet.
    public static UserBody draft(NewUser user, Instant now) {
        return new UserBody(
                user.id().toString(),
                user.aud(),
                user.role(),
                user.email(),
                null,
                null,
                user.phone(),
                null,
                null,
                null,
                null,
                "",
                null,
                "",
                null,
                null,
                null,
                user.appMetadata(),
                user.userMetadata(),
                List.of(),
                List.of(),
                now,
                now,
                null,
                null,
                user.anonymous());
    }

    public static UserBody of(User user) {
        return new UserBody(
                user.id().toString(),
                user.aud(),
                user.role(),
                user.email(),
                user.emailConfirmedAt(),
                user.invitedAt(),
                user.phone(),
                user.phoneConfirmedAt(),
                user.confirmationSentAt(),
                user.confirmedAt(),
                user.recoverySentAt(),
                user.emailChange(),
                user.emailChangeSentAt(),
                user.phoneChange(),
                user.phoneChangeSentAt(),
                user.reauthenticationSentAt(),
                user.lastSignInAt(),
                user.appMetadata(),
                user.userMetadata(),
                user.factors(),
                user.identities(),
                user.createdAt(),
                user.updatedAt(),
                user.bannedUntil(),
                user.deletedAt(),
                user.anonymous());
    }
}
