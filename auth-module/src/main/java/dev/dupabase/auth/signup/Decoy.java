package dev.dupabase.auth.signup;

import dev.dupabase.auth.user.Identity;
import dev.dupabase.auth.user.NewUser;
import dev.dupabase.auth.user.UserBody;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The user that a sign-up with a known address is shown: made up, so that the answer does not tell
/// who has an account.
final class Decoy {
    private Decoy() {}

    static UserBody of(
            String email, String aud, Map<String, @Nullable Object> data, Instant instant) {
        return of(email, "", aud, Identity.EMAIL, data, instant);
    }

    /// @param draft of the sign-up
    static UserBody ofPhone(NewUser draft, Instant instant) {
        return of("", draft.phone(), draft.aud(), Identity.PHONE, draft.userMetadata(), instant);
    }

    private static UserBody of(
            String email,
            String phone,
            String aud,
            String provider,
            Map<String, @Nullable Object> data,
            Instant instant) {
        var now = instant.truncatedTo(ChronoUnit.MICROS);
        return new UserBody(
                UUID.randomUUID().toString(),
                aud,
                "",
                email,
                null,
                null,
                phone,
                null,
                now,
                null,
                null,
                "",
                null,
                "",
                null,
                null,
                null,
                Map.of("provider", provider, "providers", List.of(provider)),
                data,
                List.of(),
                List.of(),
                now,
                now,
                null,
                null,
                false);
    }
}
