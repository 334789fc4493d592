package dev.dupabase.admin.requestlog;

import dev.dupabase.admin.error.Problems;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which requests are wanted.
///
/// @param statusFrom the least status, null for any
/// @param statusTo the greatest
record RequestLogFilter(
        int page,
        int perPage,
        @Nullable String method,
        @Nullable String kind,
        @Nullable Integer statusFrom,
        @Nullable Integer statusTo,
        @Nullable String path,
        @Nullable String requestId,
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime to) {
    private static final int LAST_PAGE = 10_000;
    private static final int MOST_PER_PAGE = 200;
    private static final Pattern STATUS = Pattern.compile("[1-5](?:\\d\\d|xx)");

    /// What came in the query.
    record Wish(
            int page,
            int perPage,
            @Nullable String method,
            @Nullable String kind,
            @Nullable String status,
            @Nullable String path,
            @Nullable String requestId,
            @Nullable String from,
            @Nullable String to) {}

    /// @throws dev.dupabase.platform.error.ApiException that names the parameter at fault
    static RequestLogFilter of(Wish wish) {
        var status = text(wish.status());
        if (status != null && !STATUS.matcher(status).matches()) {
            throw Problems.of("status", "status is written like 404 or 4xx");
        }
        var method = text(wish.method());
        return new RequestLogFilter(
                Math.clamp(wish.page(), 1, LAST_PAGE),
                Math.clamp(wish.perPage(), 1, MOST_PER_PAGE),
                method == null ? null : method.toUpperCase(Locale.ROOT),
                text(wish.kind()),
                status == null ? null : Integer.valueOf(status.replace("xx", "00")),
                status == null ? null : Integer.valueOf(status.replace("xx", "99")),
                text(wish.path()),
                text(wish.requestId()),
                time("from", wish.from()),
                time("to", wish.to()));
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    private static @Nullable OffsetDateTime time(String name, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            // A plus that was not escaped arrives as a space.
            return OffsetDateTime.parse(given.strip().replace(' ', '+'));
        } catch (DateTimeParseException e) {
            throw Problems.of(name, "'%s' is a time like 2026-01-31T12:00:00Z".formatted(name));
        }
    }
}
