package dev.dupabase.auth.passkey;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.auth.webauthn.Ceremony;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Challenges of passkeys, each for one answer. All of it runs inside `asRole(AUTH, …)`.
@Repository
class CeremonyRepository {
    /// What a challenge is for, as the table names it.
    enum Purpose {
        REGISTRATION("registration"),
        AUTHENTICATION("authentication");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }

    record Taken(Ceremony ceremony, Instant expiresAt) {}

    private static final String INSERT =
            """
            insert into auth.webauthn_challenges (id, user_id, challenge_type, session_data,
                created_at, expires_at)
            values (:id, :user_id, :type, cast(:ceremony as jsonb), :now, :expires_at)
            """;

    private static final String TAKE =
            """
            delete from auth.webauthn_challenges
            where id = :id and challenge_type = :type and user_id is not distinct from :user_id
            returning session_data, expires_at
            """;

    private final ProjectDatabase database;

    CeremonyRepository(ProjectDatabase database) {
        this.database = database;
    }

    /// @param userId null where it is not known yet who answers
    UUID insert(
            @Nullable UUID userId,
            Purpose purpose,
            Ceremony ceremony,
            Instant now,
            Instant expiresAt) {
        var id = UUID.randomUUID();
        database.sql(INSERT)
                .param("id", id)
                .param("user_id", userId)
                .param("type", purpose.label)
                .param("ceremony", ceremony.json())
                .param("now", Columns.parameter(now))
                .param("expires_at", Columns.parameter(expiresAt))
                .update();
        return id;
    }

    /// Hands a challenge out, once.
    Optional<Taken> take(@Nullable UUID userId, Purpose purpose, UUID id) {
        return database.sql(TAKE)
                .param("id", id)
                .param("type", purpose.label)
                .param("user_id", userId)
                .query((row, number) ->
                        new Taken(
                                Ceremony.ofJson(row.getString("session_data")),
                                Objects.requireNonNull(Columns.instant(row, "expires_at"))))
                .optional();
    }
}
