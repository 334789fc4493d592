package dev.dupabase.platform.requestlog;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/// Table `platform.request_log`, with a partition for each day.
@Repository
class RequestLogStore {
    private static final String INSERT =
            """
            insert into platform.request_log (project_id, time, method, path, query, status, micros,
                class, role, error_code, request_id, ip_address, skipped)
            select project_id, time, method, path, query, status, micros,
                kind, role, error_code, request_id, ip_address, skipped
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(
                project_id uuid, time timestamptz, method text, path text, query text,
                status smallint, micros bigint, kind text, role text, error_code text,
                request_id text, ip_address text, skipped bigint)
            order by time
            """;

    private static final String MAINTAIN =
            "select platform.maintain_request_log(cast(:days as int))";

    /// PostgreSQL's text cannot hold it.
    private static final char NUL = '\0';

    private static final char REPLACEMENT = '\uFFFD';

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Row(
            UUID projectId,
            OffsetDateTime time,
            String method,
            String path,
            @Nullable String query,
            int status,
            long micros,
            String kind,
            @Nullable String role,
            @Nullable String errorCode,
            String requestId,
            String ipAddress,
            long skipped) {
        static Row of(LoggedRequest request) {
            return new Row(
                    request.project(),
                    request.time().atOffset(ZoneOffset.UTC),
                    request.method(),
                    request.path().replace(NUL, REPLACEMENT),
                    QueryMask.mask(request.kind(), withoutNul(request.query())),
                    request.status(),
                    request.micros(),
                    request.kind().label(),
                    withoutNul(request.role()),
                    withoutNul(request.error()),
                    request.requestId(),
                    request.address(),
                    request.skipped());
        }

        private static @Nullable String withoutNul(@Nullable String text) {
            return text == null ? null : text.replace(NUL, REPLACEMENT);
        }
    }

    private final JdbcClient database;
    private final JsonMapper json;

    RequestLogStore(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    void insert(List<LoggedRequest> requests) {
        var rows = requests.stream().map(Row::of).toList();
        database.sql(INSERT).param("rows", json.writeValueAsString(rows)).update();
    }

    /// Makes the partitions of the next days, and drops those that are too old.
    void maintain(int days) {
        database.sql(MAINTAIN).param("days", days).query((row, number) -> number).list();
    }
}
