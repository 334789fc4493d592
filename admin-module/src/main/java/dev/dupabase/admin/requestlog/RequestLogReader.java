package dev.dupabase.admin.requestlog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Looks requests up in their log.
@Repository
class RequestLogReader {
    private static final double MICROS = 1_000;

    private static final String PAGE =
            """
            select id, time, method, path, query, status, micros, class, role, error_code,
                request_id, ip_address, skipped
            from platform.request_log
            where project_id = :project
                and (cast(:method as text) is null or method = cast(:method as text))
                and (cast(:class as text) is null or class = cast(:class as text))
                and (cast(:status_from as int) is null
                    or status between cast(:status_from as int) and cast(:status_to as int))
                and (cast(:path as text) is null or strpos(path, cast(:path as text)) > 0)
                and (cast(:request as text) is null or request_id = cast(:request as text))
                and (cast(:from as timestamptz) is null or time >= cast(:from as timestamptz))
                and (cast(:to as timestamptz) is null or time <= cast(:to as timestamptz))
            order by id desc
            limit :limit offset :offset
            """;

    private final JdbcClient platform;

    RequestLogReader(JdbcClient platform) {
        this.platform = platform;
    }

    RequestLogPage page(UUID project, RequestLogFilter filter) {
        var found =
                platform.sql(PAGE)
                        .param("project", project)
                        .param("method", filter.method())
                        .param("class", filter.kind())
                        .param("status_from", filter.statusFrom())
                        .param("status_to", filter.statusTo())
                        .param("path", filter.path())
                        .param("request", filter.requestId())
                        .param("from", filter.from())
                        .param("to", filter.to())
                        .param("limit", filter.perPage() + 1)
                        .param("offset", (long) (filter.page() - 1) * filter.perPage())
                        .query(RequestLogReader::entry)
                        .list();
        boolean more = found.size() > filter.perPage();
        return new RequestLogPage(
                more ? found.subList(0, filter.perPage()) : found,
                filter.page(),
                filter.perPage(),
                more);
    }

    private static RequestLogPage.Entry entry(ResultSet row, int number) throws SQLException {
        return new RequestLogPage.Entry(
                row.getLong("id"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                row.getString("method"),
                row.getString("path"),
                row.getString("query"),
                row.getInt("status"),
                row.getLong("micros") / MICROS,
                row.getString("class"),
                row.getString("role"),
                row.getString("error_code"),
                row.getString("request_id"),
                row.getString("ip_address"),
                row.getLong("skipped"));
    }
}
