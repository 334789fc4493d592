package dev.dupabase.admin.analytics;

import dev.dupabase.admin.analytics.ConnectionAnalytics.OfState;
import dev.dupabase.admin.analytics.QueryAnalytics.Statement;
import dev.dupabase.platform.project.Project;
import java.util.List;
import java.util.Locale;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the PostgreSQL server knows of a project's database, seen from the platform database.
@Repository
class ServerStatistics {
    private static final String SIZE =
            "select pg_database_size(oid) from pg_database where datname = :name";

    private static final String CONNECTIONS =
            """
            select coalesce(state, 'unknown') as state, count(*) as count
            from pg_stat_activity
            where datname = :name and backend_type = 'client backend'
            group by 1 order by 2 desc, 1
            """;

    private static final String STATEMENTS_EXIST =
            "select count(*) > 0 from pg_extension where extname = 'pg_stat_statements'";

    private static final String STATEMENTS_LOADED =
            """
            select current_setting('shared_preload_libraries') like '%pg_stat_statements%'
                and exists (select from pg_available_extensions where name = 'pg_stat_statements')
            """;

    private static final String MAKE_EXTENSION =
            "create extension if not exists pg_stat_statements";

    /// Statements that could hold a password are kept by PostgreSQL as they are.
    private static final String STATEMENTS =
            """
            select s.query, s.calls, s.total_exec_time as total, s.mean_exec_time as mean, s.rows
            from pg_stat_statements s
            join pg_database d on d.oid = s.dbid
            join pg_roles r on r.oid = s.userid
            where d.datname = :name and r.rolname <> current_user and s.query !~* 'password'
            order by s.total_exec_time desc
            limit 20
            """;

    private static final int LONGEST_QUERY = 2_000;

    private final JdbcClient platform;

    ServerStatistics(JdbcClient platform) {
        this.platform = platform;
    }

    long size(Project project) {
        return platform.sql(SIZE)
                .param("name", project.databaseName())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    ConnectionAnalytics connections(Project project) {
        return ConnectionAnalytics.of(
                platform.sql(CONNECTIONS)
                        .param("name", project.databaseName())
                        .query((row, number) ->
                                new OfState(row.getString("state"), row.getLong("count")))
                        .list());
    }

    QueryAnalytics statements(Project project) {
        try {
            return isAvailable()
                    ? new QueryAnalytics(true, top(project))
                    : QueryAnalytics.UNAVAILABLE;
        } catch (DataAccessException e) {
            // The extension is there, but not loaded or not for our login.
            return QueryAnalytics.UNAVAILABLE;
        }
    }

    private boolean isAvailable() {
        if (platform.sql(STATEMENTS_EXIST).query(Boolean.class).single()) {
            return true;
        }
        if (!platform.sql(STATEMENTS_LOADED).query(Boolean.class).single()) {
            return false;
        }
        platform.sql(MAKE_EXTENSION).update();
        return true;
    }

    private List<Statement> top(Project project) {
        return platform.sql(STATEMENTS)
                .param("name", project.databaseName())
                .query((row, number) ->
                        new Statement(
                                shortened(row.getString("query")),
                                row.getLong("calls"),
                                rounded(row.getDouble("total")),
                                rounded(row.getDouble("mean")),
                                row.getLong("rows")))
                .list();
    }

    private static String shortened(String query) {
        return query.length() <= LONGEST_QUERY ? query : query.substring(0, LONGEST_QUERY) + "…";
    }

    private static double rounded(double millis) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", millis));
    }
}
