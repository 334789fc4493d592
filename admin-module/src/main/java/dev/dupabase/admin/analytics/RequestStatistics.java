package dev.dupabase.admin.analytics;

import dev.dupabase.admin.analytics.ApiUsage.OfDay;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was counted of a project's requests.
@Repository
class RequestStatistics {
    private static final String DAYS =
            """
            select day, class, requests from platform.api_usage_daily
            where project_id = :project and day > (now() at time zone 'UTC')::date - 30
            order by day desc, class
            """;

    private static final String HOURS =
            """
            select hour, class, requests, client_errors, server_errors, rows, bytes_in, bytes_out, latency
            from platform.api_usage_hourly
            where project_id = :project and hour >= :from
                and (cast(:class as text) is null and class <> 'platform' or class = :class)
            order by hour
            """;

    /// An hour of one kind of requests.
    record Hour(Instant time, String kind, RequestSums sums) {}

    private final JdbcClient platform;

    RequestStatistics(JdbcClient platform) {
        this.platform = platform;
    }

    ApiUsage days(UUID project) {
        return new ApiUsage(
                platform.sql(DAYS)
                        .param("project", project)
                        .query((row, number) ->
                                new OfDay(
                                        row.getObject("day", LocalDate.class),
                                        row.getString("class"),
                                        row.getLong("requests")))
                        .list());
    }

    /// @param kind null: all but calls of the platform API
    List<Hour> hours(UUID project, Instant from, @Nullable String kind) {
        return platform.sql(HOURS)
                .param("project", project)
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("class", kind)
                .query((row, number) ->
                        new Hour(
                                row.getObject("hour", OffsetDateTime.class).toInstant(),
                                row.getString("class"),
                                sums(row)))
                .list();
    }

    private static RequestSums sums(ResultSet row) throws SQLException {
        var sums = new RequestSums();
        sums.add(
                row.getLong("requests"),
                row.getLong("client_errors"),
                row.getLong("server_errors"));
        sums.addVolume(row.getLong("rows"), row.getLong("bytes_in"), row.getLong("bytes_out"));
        sums.addLatencies(numbers(row.getArray("latency")));
        return sums;
    }

    private static long[] numbers(Array array) throws SQLException {
        var boxed = (Long[]) array.getArray();
        var numbers = new long[boxed.length];
        for (int i = 0; i < boxed.length; i++) {
            numbers[i] = boxed[i];
        }
        return numbers;
    }
}
