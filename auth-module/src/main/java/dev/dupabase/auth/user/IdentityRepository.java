package dev.dupabase.auth.user;

import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// The identities of the running project's users. All of it runs inside `asRole(AUTH, …)`.
@Repository
public class IdentityRepository {
    private static final String INSERT =
            """
            insert into auth.identities (id, provider_id, user_id, identity_data, provider,
                last_sign_in_at, created_at, updated_at)
            values (:id, :provider_id, :user_id, :data, :provider, :now, :now, :now)
            """;

    private static final String SIGNED_IN =
            """
            update auth.identities set last_sign_in_at = :now, updated_at = :now
            where user_id = :user_id and provider = :provider
            """;

    private static final String MERGE_DATA =
            """
            update auth.identities set identity_data = identity_data || cast(:data as jsonb),
                updated_at = :now
            where id = :id
            """;

    private final ProjectDatabase database;

    IdentityRepository(ProjectDatabase database) {
        this.database = database;
    }

    public void insert(
            UUID userId,
            String provider,
            String providerId,
            Map<String, @Nullable Object> data,
            Instant now) {
        database.sql(INSERT)
                .param("id", UUID.randomUUID())
                .param("provider_id", providerId)
                .param("user_id", userId)
                .param("data", Columns.json(data))
                .param("provider", provider)
                .param("now", Columns.parameter(now))
                .update();
    }

    public void signedIn(UUID userId, String provider, Instant now) {
        database.sql(SIGNED_IN)
                .param("user_id", userId)
                .param("provider", provider)
                .param("now", Columns.parameter(now))
                .update();
    }

    public void mergeData(UUID id, Map<String, @Nullable Object> data, Instant now) {
        database.sql(MERGE_DATA)
                .param("id", id)
                .param("data", Columns.json(data))
                .param("now", Columns.parameter(now))
                .update();
    }
}
