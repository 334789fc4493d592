package dev.dupabase.auth.insight;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.dupabase.auth.admin.Cursor;
import dev.dupabase.auth.admin.Pagination;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Administrator;
import dev.dupabase.auth.user.Columns;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The audit log by user, action, type, author, address and time, read by key.
@RestController
class AuditSearchController {
    private static final UUID LAST_ID = new UUID(-1, -1);

    private static final String SEARCH =
            """
            select id, payload, created_at, ip_address from auth.audit_log_entries
            where (created_at, id) < (:at, :id) and created_at >= :from and created_at < :until
              and (:user_id = '' or payload ->> 'actor_id' = :user_id
                   or payload -> 'traits' ->> 'user_id' = :user_id)
              and (:actions = '' or payload ->> 'action' = any (string_to_array(:actions, ',')))
              and (:types = '' or payload ->> 'log_type' = any (string_to_array(:types, ',')))
              and (:author = '' or payload ->> 'actor_username' ilike :pattern
                   or payload ->> 'actor_name' ilike :pattern)
              and (:address = '' or ip_address = :address)
            order by created_at desc, id desc limit :limit
            """;

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Entry(UUID id, @JsonRawValue String payload, Instant createdAt, String ipAddress) {}

    record Entries(List<Entry> entries, Pagination pagination) {}

    private final ProjectDatabase database;

    AuditSearchController(ProjectDatabase database) {
        this.database = database;
    }

    @GetMapping("/auth/v1/dupabase/admin/audit")
    Entries search(AuthRequest request, Administrator administrator) {
        var search = AuditSearch.of(request);
        var cursor = Cursor.of(request);
        var found = database.asRole(InternalRole.AUTH, () -> read(search, cursor));
        return new Entries(
                found.stream().limit(cursor.size()).toList(),
                Pagination.of(
                        found,
                        cursor,
                        entry -> new Cursor.Position(entry.createdAt(), entry.id())));
    }

    private List<Entry> read(AuditSearch search, Cursor cursor) {
        var after = cursor.after().orElse(new Cursor.Position(search.until(), LAST_ID));
        return database.sql(SEARCH)
                .param("at", Columns.parameter(after.at()))
                .param("id", after.id())
                .param("from", Columns.parameter(search.from()))
                .param("until", Columns.parameter(search.until()))
                .param("user_id", search.userId())
                .param("actions", search.actions())
                .param("types", search.types())
                .param("author", search.author())
                .param("pattern", "%" + search.author().replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .param("address", search.address())
                .param("limit", cursor.size() + 1)
                .query((row, number) ->
                        new Entry(
                                row.getObject("id", UUID.class),
                                row.getString("payload"),
                                Objects.requireNonNull(Columns.instant(row, "created_at")),
                                row.getString("ip_address")))
                .list();
    }
}
