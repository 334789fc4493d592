package dev.dupabase.auth.insight;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.error.ApiException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/// Which entries of the audit log are asked for; empty text means any.
///
/// @param userId who did it, or to whom it was done
/// @param actions separated by commas; so are the types
/// @param author part of the actor's address or name
record AuditSearch(
        String userId,
        String actions,
        String types,
        String author,
        String address,
        Instant from,
        Instant until) {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    static AuditSearch of(AuthRequest request) {
        return new AuditSearch(
                text(request, "user_id").isEmpty()
                        ? ""
                        : Uuids.parse(text(request, "user_id"))
                                .map(UUID::toString)
                                .orElseThrow(() -> refuse("user_id must be an UUID")),
                text(request, "action"),
                text(request, "type"),
                text(request, "author"),
                text(request, "ip_address"),
                time(request, "from", FIRST),
                time(request, "until", LAST));
    }

    private static String text(AuthRequest request, String name) {
        return request.query().first(name).orElse("");
    }

    private static Instant time(AuthRequest request, String name, Instant fallback) {
        var text = text(request, name);
        try {
            return text.isEmpty() ? fallback : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw refuse(name + " must be a time such as 2026-01-31T00:00:00Z");
        }
    }

    private static ApiException refuse(String message) {
        return AuthError.VALIDATION_FAILED.refuse(message);
    }
}
