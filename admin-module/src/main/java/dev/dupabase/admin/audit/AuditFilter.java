package dev.dupabase.admin.audit;

import dev.dupabase.admin.error.Problems;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which lines of the audit log are wanted.
///
/// @param page from 1
/// @param user who did it
/// @param organisation where it was done
public record AuditFilter(
        int page,
        @Nullable UUID user,
        @Nullable UUID organisation,
        @Nullable String action,
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime to) {
    private static final int LAST_PAGE = 100_000;

    /// @param from RFC 3339
    /// @param to RFC 3339
    /// @throws dev.dupabase.platform.error.ApiException that names the parameter at fault
    public static AuditFilter of(
            int page, @Nullable String action, @Nullable String from, @Nullable String to) {
        return new AuditFilter(
                Math.clamp(page, 1, LAST_PAGE),
                null,
                null,
                action == null || action.isBlank() ? null : action,
                time("from", from),
                time("to", to));
    }

    AuditFilter by(@Nullable UUID account) {
        return new AuditFilter(page, account, organisation, action, from, to);
    }

    AuditFilter in(@Nullable UUID org) {
        return new AuditFilter(page, user, org, action, from, to);
    }

    private static @Nullable OffsetDateTime time(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            // A plus that was not escaped arrives as a space.
            return OffsetDateTime.parse(text.strip().replace(' ', '+'));
        } catch (DateTimeParseException e) {
            throw Problems.of(name, "'%s' is a time like 2026-01-31T12:00:00Z".formatted(name));
        }
    }
}
