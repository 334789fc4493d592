package dev.dupabase.auth.device;

import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.ProjectDatabase;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// Sessions with the programs they live in. All of it runs inside `asRole(AUTH, …)`.
@Repository
public class DeviceRepository {
    private static final int MOST = 1000;
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private static final String OF_USER =
            """
            select s.id, s.created_at, s.refreshed_at, s.not_after, s.user_agent, host(s.ip) as ip,
                coalesce(s.aal, 'aal1') as aal, s.oauth_client_id,
                coalesce((
                    select jsonb_agg(a.authentication_method order by a.updated_at desc)
                    from auth.mfa_amr_claims a where a.session_id = s.id), '[]') as amr
            from auth.sessions s where s.user_id = :user_id
            order by coalesce(s.refreshed_at, s.created_at at time zone 'UTC') desc, s.id
            limit :most
            """;

    private final ProjectDatabase database;

    DeviceRepository(ProjectDatabase database) {
        this.database = database;
    }

    /// The most recently used first.
    ///
    /// @param current the session that asks; null: none of these
    public List<SessionRow> ofUser(UUID userId, @Nullable UUID current) {
        return database.sql(OF_USER)
                .param("user_id", userId)
                .param("most", MOST)
                .query((row, number) -> {
                    var id = row.getObject("id", UUID.class);
                    return new SessionRow(
                            id,
                            Columns.instant(row, "created_at"),
                            Columns.utc(row, "refreshed_at"),
                            Columns.instant(row, "not_after"),
                            row.getString("user_agent"),
                            row.getString("ip"),
                            row.getString("aal"),
                            Columns.JSON.readValue(row.getString("amr"), TEXTS),
                            row.getObject("oauth_client_id", UUID.class),
                            id.equals(current));
                })
                .list();
    }
}
