package dev.dupabase.platform.quota;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Measures the databases: each of them every ten minutes, and every minute those whose size is
/// limited. PostgreSQL asks the file system for the size of each file, which is quick and never
/// waits for a lock.
@Component
class DatabaseSizes {
    private static final int MOST_AT_ONCE = 500;

    private static final String MEASURE =
            """
            with due as (
                select p.id, d.oid
                from platform.projects p
                join pg_database d on d.datname = p.db_name
                left join platform.project_sizes s on s.project_id = p.id
                left join platform.org_limits l on l.org_id = p.org_id
                where p.status in ('active', 'paused')
                    and (s.measured_at is null or s.measured_at < now() - interval '10 minutes'
                        or coalesce(l.database_bytes, :default_bytes) >= 0)
                order by s.measured_at nulls first
                limit :most
            ), measured as (
                select id, pg_database_size(oid) as bytes from due
            ), days as (
                insert into platform.project_sizes_daily as s (project_id, day, database_bytes)
                select id, (now() at time zone 'UTC')::date, bytes from measured where bytes is not null
                on conflict (project_id, day) do update set
                    database_bytes = greatest(s.database_bytes, excluded.database_bytes)
            )
            insert into platform.project_sizes as s (project_id, database_bytes)
            select id, bytes from measured where bytes is not null
            on conflict (project_id) do update set
                database_bytes = excluded.database_bytes, measured_at = now()
            """;

    private final JdbcClient database;
    private final OrganisationLimits limits;

    DatabaseSizes(JdbcClient database, OrganisationLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /// Measures what is due, and lets all instances look who is over a limit.
    void measure() {
        var usual = limits.defaults().databaseBytes();
        int measured =
                database.sql(MEASURE)
                        .param("default_bytes", usual == null ? -1L : usual)
                        .param("most", MOST_AT_ONCE)
                        .update();
        if (measured > 0) {
            limits.measured();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> measureDatabases(DatabaseSizes sizes) {
            return Tasks.recurring("measure-databases", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((instance, context) -> sizes.measure());
        }
    }
}
