package dev.dupabase.admin.analytics;

import dev.dupabase.admin.analytics.DatabaseAnalytics.TableSize;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.tenant.Login;
import dev.dupabase.platform.tenant.ProjectContext;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Repository;

/// What is asked inside a project's database: as the owner of schema `auth`, who sees neither more
/// nor less of the catalogue than anybody, and for a few seconds at most.
@Repository
class ProjectStatistics {
    private static final String PATIENCE = "select set_config('statement_timeout', '5s', true)";

    private static final String TABLES =
            """
            select n.nspname as schema, c.relname as name,
                greatest(coalesce(s.n_live_tup, 0), case when s.n_live_tup > 0 then 0 else c.reltuples end)::bigint
                    as row_count,
                pg_total_relation_size(c.oid) as total_size,
                pg_indexes_size(c.oid) as index_size
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_stat_all_tables s on s.relid = c.oid
            where c.relkind in ('r', 'm', 'p') and n.nspname !~ '^pg_'
                and n.nspname not in ('information_schema', '_dupabase')
            order by total_size desc, schema, name
            """;

    private static final int MOST_TABLES = 1_000;

    private static final String USERS =
            """
            select case when (select reltuples from pg_class where oid = 'auth.users'::regclass) >= 100000
                then (select reltuples::bigint from pg_class where oid = 'auth.users'::regclass)
                else (select count(*) from auth.users where deleted_at is null) end as total,
                (select count(*) from auth.users
                    where deleted_at is null and created_at > now() - interval '7 days') as week,
                (select count(*) from auth.users
                    where deleted_at is null and created_at > now() - interval '30 days') as month,
                (select count(*) from auth.sessions
                    where not_after is null or not_after > now()) as sessions
            """;

    private final ProjectDatabase database;

    ProjectStatistics(ProjectDatabase database) {
        this.database = database;
    }

    DatabaseAnalytics tables(Project project, long size) {
        List<TableSize> tables =
                ask(
                        project,
                        () ->
                                database.sql(TABLES)
                                        .query((row, number) ->
                                                new TableSize(
                                                        row.getString("schema"),
                                                        row.getString("name"),
                                                        row.getLong("row_count"),
                                                        row.getLong("total_size"),
                                                        row.getLong("index_size")))
                                        .list());
        return new DatabaseAnalytics(
                size,
                tables.size(),
                tables.stream().mapToLong(TableSize::rowCount).sum(),
                tables.subList(0, Math.min(tables.size(), MOST_TABLES)));
    }

    AuthAnalytics users(Project project) {
        return ask(
                project,
                () ->
                        database.sql(USERS)
                                .query((row, number) ->
                                        new AuthAnalytics(
                                                row.getLong("total"),
                                                row.getLong("week"),
                                                row.getLong("month"),
                                                row.getLong("sessions")))
                                .single());
    }

    private <T> T ask(Project project, Supplier<T> question) {
        var role = InternalRole.AUTH.roleName();
        return new ProjectContext(project, Login.SERVICE, role, "{}")
                .call(() ->
                        database.asRole(
                                InternalRole.AUTH,
                                () -> {
                                    database.sql(PATIENCE).query((row, number) -> number).list();
                                    return question.get();
                                }));
    }
}
