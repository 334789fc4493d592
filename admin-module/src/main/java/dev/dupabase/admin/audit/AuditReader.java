package dev.dupabase.admin.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Looks things up in the audit log.
@Repository
public class AuditReader {
    private static final int PER_PAGE = 50;

    private static final String PAGE =
            """
            select id, user_id, project_id, org_id, action, resource_type, resource_id,
                ip_address, user_agent, request_id, metadata::text as metadata, created_at
            from platform.audit_log
            where (cast(:project as uuid) is null or project_id = cast(:project as uuid))
                and (cast(:user as uuid) is null or user_id = cast(:user as uuid))
                and (cast(:org as uuid) is null or org_id = cast(:org as uuid))
                and (cast(:action as text) is null or action = cast(:action as text))
                and (cast(:from as timestamptz) is null or created_at >= cast(:from as timestamptz))
                and (cast(:to as timestamptz) is null or created_at <= cast(:to as timestamptz))
            order by id desc
            limit :limit offset :offset
            """;

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final JdbcClient platform;
    private final JsonMapper json;

    AuditReader(JdbcClient platform, JsonMapper json) {
        this.platform = platform;
        this.json = json;
    }

    /// @param project null: of everything
    public AuditPage page(@Nullable UUID project, AuditFilter filter) {
        var found =
                platform.sql(PAGE)
                        .param("project", project)
                        .param("user", filter.user())
                        .param("org", filter.organisation())
                        .param("action", filter.action())
                        .param("from", filter.from())
                        .param("to", filter.to())
                        .param("limit", PER_PAGE + 1)
                        .param("offset", (long) (filter.page() - 1) * PER_PAGE)
                        .query(this::read)
                        .list();
        boolean hasMore = found.size() > PER_PAGE;
        return new AuditPage(hasMore ? found.subList(0, PER_PAGE) : found, filter.page(), hasMore);
    }

    private AuditEntry read(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("user_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("org_id", UUID.class),
                row.getString("action"),
                row.getString("resource_type"),
                row.getString("resource_id"),
                row.getString("ip_address"),
                row.getString("user_agent"),
                row.getString("request_id"),
                json.readValue(row.getString("metadata"), OBJECT),
                row.getObject("created_at", OffsetDateTime.class));
    }
}
