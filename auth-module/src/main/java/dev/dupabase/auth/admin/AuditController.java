package dev.dupabase.auth.admin;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What a project's users did, for its administrators (contracts/auth.md §1.17).
@RestController
class AuditController {
    private static final String MATCHES =
            """
             from auth.audit_log_entries
            where (:scope <> 'action' or payload ->> 'action' = :value)
              and (:scope <> 'type' or payload ->> 'log_type' = :value)
              and (:scope <> 'author' or payload ->> 'actor_username' like :pattern
                   or payload ->> 'actor_name' like :pattern)
            """;

    private static final String COUNT = "select count(*)" + MATCHES;

    private static final String NEWEST =
            "select id, payload, created_at, ip_address"
                    + MATCHES
                    + " order by created_at desc, id limit :limit offset :offset";

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Entry(
            UUID id, @JsonRawValue String payload, @Nullable Instant createdAt, String ipAddress) {}

    private final ProjectDatabase database;

    AuditController(ProjectDatabase database) {
        this.database = database;
    }

    @GetMapping("/auth/v1/admin/audit")
    ResponseEntity<List<Entry>> list(AuthRequest request, Administrator administrator) {
        var page = Page.of(request);
        var query = request.query().first("query").orElse(":").split(":", 2);
        var scope = query[0];
        var value = query.length > 1 ? query[1] : "";
        var pattern = "%" + value.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        if (!List.of("", "author", "action", "type").contains(scope)) {
            throw AuthError.VALIDATION_FAILED.refuse("Invalid query scope: " + scope);
        }
        return database.asRole(
                InternalRole.AUTH,
                () -> {
                    var total =
                            database.sql(COUNT)
                                    .param("scope", scope)
                                    .param("value", value)
                                    .param("pattern", pattern)
                                    .query(Long.class)
                                    .single();
                    var entries =
                            database.sql(NEWEST)
                                    .param("scope", scope)
                                    .param("value", value)
                                    .param("pattern", pattern)
                                    .param("limit", page.size())
                                    .param("offset", page.offset())
                                    .query((row, number) ->
                                            new Entry(
                                                    row.getObject("id", UUID.class),
                                                    row.getString("payload"),
                                                    Columns.instant(row, "created_at"),
                                                    row.getString("ip_address")))
                                    .list();
                    return ResponseEntity.ok()
                            .headers(page.headers("/admin/audit", total))
                            .body(entries);
                });
    }
}
