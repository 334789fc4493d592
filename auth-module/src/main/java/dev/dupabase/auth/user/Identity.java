package dev.dupabase.auth.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One way a user is known: an address, or an account elsewhere. Shown as it is; note that the API
/// calls the provider's id `id`, and the row's `identity_id`.
public record Identity(
        @JsonProperty("identity_id") UUID id,
        @JsonProperty("id") String providerId,
        @JsonProperty("user_id") UUID userId,
        @JsonProperty("identity_data") Map<String, @Nullable Object> data,
        String provider,
        @JsonProperty("last_sign_in_at") @Nullable Instant lastSignInAt,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("updated_at") @Nullable Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String email) {
    public static final String EMAIL = "email";
    public static final String PHONE = "phone";

    public boolean isOf(String name) {
        return provider.equals(name);
    }

    public Optional<String> address() {
        return Optional.ofNullable(email).filter(text -> !text.isEmpty());
    }
}
