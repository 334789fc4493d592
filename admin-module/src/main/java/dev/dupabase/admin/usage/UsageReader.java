package dev.dupabase.admin.usage;

import dev.dupabase.admin.usage.UsagePeriod.MonthDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Reads what projects used (platform-core's tables). Calls of the platform API about a project,
/// such as the dashboard's, are no use of it and told apart.
@Repository
class UsageReader {
    private static final String BY_DAY_AND_CLASS =
            """
            select day, class, requests, client_errors, server_errors, rows, bytes_in, bytes_out
            from platform.api_usage_daily
            where project_id = :project and day between :from and :to
            order by day, class
            """;

    private static final String BY_PROJECT =
            """
            select u.project_id, sum(requests) as requests, sum(client_errors) as client_errors,
                sum(server_errors) as server_errors, sum(rows) as rows,
                sum(bytes_in) as bytes_in, sum(bytes_out) as bytes_out
            from platform.api_usage_daily u join platform.projects p on p.id = u.project_id
            where p.org_id = :org and u.day between :from and :to and u.class <> 'platform'
            group by u.project_id
            """;

    private static final String USERS_BY_DAY =
            """
            select d.day::date as key, count(*) as number
            from generate_series(cast(:from as date), cast(:to as date), interval '1 day') d(day)
            join platform.active_users a on a.month = date_trunc('month', d.day)::date
                and a.days & (1 << extract(day from d.day)::int - 1) <> 0
            where a.project_id = :project
            group by d.day
            """;

    private static final String USERS =
            """
            select a.project_id as key, count(distinct a.user_id) as number
            from platform.active_users a
            join jsonb_to_recordset(cast(:months as jsonb)) as m(month date, mask int)
                on m.month = a.month and a.days & m.mask <> 0
            join platform.projects p on p.id = a.project_id
            where p.org_id = :org
                and (cast(:project as uuid) is null or p.id = cast(:project as uuid))
            group by a.project_id
            """;

    private static final String SIZES_BY_DAY =
            """
            select day as key, database_bytes as number from platform.project_sizes_daily
            where project_id = :project and day between :from and :to
            """;

    private static final String SIZES =
            """
            select s.project_id as key, max(s.database_bytes) as number
            from platform.project_sizes_daily s join platform.projects p on p.id = s.project_id
            where p.org_id = :org and s.day between :from and :to
            group by s.project_id
            """;

    private final JdbcClient platform;
    private final JsonMapper json;

    UsageReader(JdbcClient platform, JsonMapper json) {
        this.platform = platform;
        this.json = json;
    }

    record DayClass(LocalDate day, String kind, UsageSums sums) {}

    List<DayClass> byDayAndClass(UUID project, UsagePeriod period) {
        return platform.sql(BY_DAY_AND_CLASS)
                .param("project", project)
                .param("from", period.from())
                .param("to", period.to())
                .query((row, number) ->
                        new DayClass(
                                row.getObject("day", LocalDate.class),
                                row.getString("class"),
                                UsageSums.read(row)))
                .list();
    }

    Map<UUID, UsageSums> byProject(UUID org, UsagePeriod period) {
        return platform
                .sql(BY_PROJECT)
                .param("org", org)
                .param("from", period.from())
                .param("to", period.to())
                .query((row, number) ->
                        Map.entry(row.getObject("project_id", UUID.class), UsageSums.read(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<LocalDate, Long> usersByDay(UUID project, UsagePeriod period) {
        return numbers(
                platform.sql(USERS_BY_DAY)
                        .param("project", project)
                        .param("from", period.from())
                        .param("to", period.to()),
                LocalDate.class);
    }

    /// Different users of each project of an organisation.
    Map<UUID, Long> users(UUID org, List<MonthDays> months) {
        return numbers(
                platform.sql(USERS)
                        .param("org", org)
                        .param("project", null)
                        .param("months", json.writeValueAsString(months)),
                UUID.class);
    }

    /// Different users of one project.
    long users(UUID org, UUID project, List<MonthDays> months) {
        return numbers(
                        platform.sql(USERS)
                                .param("org", org)
                                .param("project", project)
                                .param("months", json.writeValueAsString(months)),
                        UUID.class)
                .getOrDefault(project, 0L);
    }

    Map<LocalDate, Long> sizesByDay(UUID project, UsagePeriod period) {
        return numbers(
                platform.sql(SIZES_BY_DAY)
                        .param("project", project)
                        .param("from", period.from())
                        .param("to", period.to()),
                LocalDate.class);
    }

    Map<UUID, Long> sizes(UUID org, UsagePeriod period) {
        return numbers(
                platform.sql(SIZES)
                        .param("org", org)
                        .param("from", period.from())
                        .param("to", period.to()),
                UUID.class);
    }

    private static <K> Map<K, Long> numbers(JdbcClient.StatementSpec statement, Class<K> key) {
        return statement
                .query((row, number) -> Map.entry(row.getObject("key", key), row.getLong("number")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
