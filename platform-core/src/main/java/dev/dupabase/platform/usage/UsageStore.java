package dev.dupabase.platform.usage;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dupabase.platform.usage.UsageMeter.Taken;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/// Adds what was counted to the sums of the hour and the day. Adding is all that is ever done to
/// them, so it does not matter how many instances do it. Projects that are gone are left out.
@Repository
class UsageStore {
    private static final String ADD =
            """
            with given as (
                select r.* from jsonb_to_recordset(cast(:rows as jsonb)) as r(
                    project_id uuid, class text, requests bigint, client_errors bigint,
                    server_errors bigint, rows bigint, bytes_in bigint, bytes_out bigint,
                    micros bigint, latency bigint[])
                join platform.projects p on p.id = r.project_id
                order by r.project_id, r.class
            ), hours as (
                insert into platform.api_usage_hourly as u (project_id, hour, class, requests,
                    client_errors, server_errors, rows, bytes_in, bytes_out, micros, latency)
                select project_id, :hour, class, requests,
                    client_errors, server_errors, rows, bytes_in, bytes_out, micros, latency
                from given
                on conflict (project_id, hour, class) do update set
                    requests = u.requests + excluded.requests,
                    client_errors = u.client_errors + excluded.client_errors,
                    server_errors = u.server_errors + excluded.server_errors,
                    rows = u.rows + excluded.rows,
                    bytes_in = u.bytes_in + excluded.bytes_in,
                    bytes_out = u.bytes_out + excluded.bytes_out,
                    micros = u.micros + excluded.micros,
                    latency = platform.add_counts(u.latency, excluded.latency)
            )
            insert into platform.api_usage_daily as u (project_id, day, class, requests,
                client_errors, server_errors, rows, bytes_in, bytes_out, micros, latency)
            select project_id, :day, class, requests,
                client_errors, server_errors, rows, bytes_in, bytes_out, micros, latency
            from given
            on conflict (project_id, day, class) do update set
                requests = u.requests + excluded.requests,
                client_errors = u.client_errors + excluded.client_errors,
                server_errors = u.server_errors + excluded.server_errors,
                rows = u.rows + excluded.rows,
                bytes_in = u.bytes_in + excluded.bytes_in,
                bytes_out = u.bytes_out + excluded.bytes_out,
                micros = u.micros + excluded.micros,
                latency = platform.add_counts(u.latency, excluded.latency)
            """;

    private static final String ADD_USERS =
            """
            insert into platform.active_users as a (project_id, month, user_id, days)
            select r.project_id, r.month, r.user_id, bit_or(r.days)
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(
                project_id uuid, month date, user_id uuid, days int)
            join platform.projects p on p.id = r.project_id
            group by r.project_id, r.month, r.user_id
            order by r.project_id, r.month, r.user_id
            on conflict (project_id, month, user_id) do update set days = a.days | excluded.days
            where a.days & excluded.days <> excluded.days
            """;

    private static final String FORGET_HOURS =
            "delete from platform.api_usage_hourly where hour < now() - interval '8 days'";
    private static final String FORGET_DAYS =
            """
            delete from platform.api_usage_daily
            where day < (now() at time zone 'UTC')::date - cast(:days as int)
            """;
    private static final String FORGET_SIZES =
            """
            delete from platform.project_sizes_daily
            where day < (now() at time zone 'UTC')::date - cast(:days as int)
            """;
    private static final String FORGET_USERS =
            "delete from platform.active_users where month < now() - interval '4 months'";

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Sums(
            UUID projectId,
            @JsonProperty("class") String kind,
            long requests,
            long clientErrors,
            long serverErrors,
            long rows,
            long bytesIn,
            long bytesOut,
            long micros,
            List<Long> latency) {
        static Sums of(Taken taken) {
            var sums = taken.sums();
            var latency =
                    Arrays.stream(sums, ProjectTally.LATENCY, ProjectTally.CELLS).boxed().toList();
            return new Sums(
                    taken.project(),
                    taken.kind().label(),
                    latency.stream().mapToLong(Long::longValue).sum(),
                    sums[ProjectTally.CLIENT_ERRORS],
                    sums[ProjectTally.SERVER_ERRORS],
                    sums[ProjectTally.ROWS],
                    sums[ProjectTally.BYTES_IN],
                    sums[ProjectTally.BYTES_OUT],
                    sums[ProjectTally.MICROS],
                    latency);
        }
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record UserDays(UUID projectId, LocalDate month, UUID userId, int days) {
        static UserDays of(ActiveUsers.Seen seen) {
            return new UserDays(
                    seen.project(),
                    seen.day().withDayOfMonth(1),
                    seen.user(),
                    1 << (seen.day().getDayOfMonth() - 1));
        }
    }

    private final JdbcClient database;
    private final JsonMapper json;

    UsageStore(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /// @param at when it was counted
    void add(List<Taken> taken, Instant at) {
        var time = OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
        database.sql(ADD)
                .param("rows", json.writeValueAsString(taken.stream().map(Sums::of).toList()))
                .param("hour", time.truncatedTo(ChronoUnit.HOURS))
                .param("day", time.toLocalDate())
                .update();
    }

    void addUsers(List<ActiveUsers.Seen> seen) {
        database.sql(ADD_USERS)
                .param("rows", json.writeValueAsString(seen.stream().map(UserDays::of).toList()))
                .update();
    }

    /// Forgets what is too old.
    void prune(int days) {
        database.sql(FORGET_HOURS).update();
        database.sql(FORGET_DAYS).param("days", days).update();
        database.sql(FORGET_SIZES).param("days", days).update();
        database.sql(FORGET_USERS).update();
    }
}
