package dev.dupabase.platform.quota;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `platform.org_limits`, and what organisations have of what is limited.
@Repository
class LimitStore {
    private static final String ALL =
            "select org_id, projects, connections, database_bytes, request_rate from platform.org_limits";

    private static final String PUT =
            """
            insert into platform.org_limits (org_id, projects, connections, database_bytes, request_rate)
            values (:org, :projects, :connections, :bytes, :rate)
            on conflict (org_id) do update set
                projects = excluded.projects,
                connections = excluded.connections,
                database_bytes = excluded.database_bytes,
                request_rate = excluded.request_rate,
                updated_at = now()
            """;

    private static final String FORGET = "delete from platform.org_limits where org_id = :org";

    private static final String SIZES =
            """
            select p.org_id, sum(s.database_bytes) as bytes
            from platform.projects p join platform.project_sizes s on s.project_id = p.id
            where p.status <> 'deleted' and p.org_id in (:orgs)
            group by p.org_id
            """;

    private static final String ALL_SIZES =
            """
            select p.org_id, sum(s.database_bytes) as bytes
            from platform.projects p join platform.project_sizes s on s.project_id = p.id
            where p.status <> 'deleted'
            group by p.org_id
            """;

    /// The lock makes those who count wait for each other.
    private static final String LOCK =
            "select pg_advisory_xact_lock(1685418082, hashtext(cast(:org as text)))";

    private static final String PROJECTS =
            "select count(*) from platform.projects where org_id = :org and status <> 'deleted'";

    private final JdbcClient database;

    LimitStore(JdbcClient database) {
        this.database = database;
    }

    Map<UUID, LimitOverrides> all() {
        return database
                .sql(ALL)
                .query((row, number) ->
                        Map.entry(row.getObject("org_id", UUID.class), overrides(row)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void put(UUID org, LimitOverrides overrides) {
        if (overrides.equals(LimitOverrides.NONE)) {
            forget(org);
            return;
        }
        database.sql(PUT)
                .param("org", org)
                .param("projects", overrides.projects())
                .param("connections", overrides.connections())
                .param("bytes", overrides.databaseBytes())
                .param("rate", overrides.requestRate())
                .update();
    }

    void forget(UUID org) {
        database.sql(FORGET).param("org", org).update();
    }

    /// How large the databases of each organisation are.
    Map<UUID, Long> sizes() {
        return sizes(database.sql(ALL_SIZES));
    }

    Map<UUID, Long> sizes(Set<UUID> orgs) {
        return orgs.isEmpty() ? Map.of() : sizes(database.sql(SIZES).param("orgs", orgs));
    }

    private static Map<UUID, Long> sizes(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, number) ->
                        Map.entry(row.getObject("org_id", UUID.class), row.getLong("bytes")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Waits until nobody else makes a project of the organisation. Held to the end of the
    /// transaction.
    void lock(UUID org) {
        database.sql(LOCK).param("org", org.toString()).query((row, number) -> number).list();
    }

    int projects(UUID org) {
        return database.sql(PROJECTS).param("org", org).query(Integer.class).single();
    }

    private static LimitOverrides overrides(ResultSet row) throws SQLException {
        return new LimitOverrides(
                integer(row, "projects"),
                integer(row, "connections"),
                row.getObject("database_bytes", Long.class),
                row.getString("request_rate"));
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }
}
