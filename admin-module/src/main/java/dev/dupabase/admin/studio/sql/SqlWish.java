package dev.dupabase.admin.studio.sql;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.admin.studio.session.RowLimit;
import dev.dupabase.admin.studio.session.SqlRefusal;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request to run a script, checked.
record SqlWish(
        String query,
        boolean readOnly,
        Duration timeout,
        RowLimit limit,
        String requestId,
        Explain explain,
        SqlRequest.@Nullable As as) {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int USUAL_TIMEOUT_MS = 30_000;
    private static final int LONGEST_TIMEOUT_MS = 600_000;
    private static final int USUAL_ROWS = 1000;
    private static final int MOST_ROWS = 10_000;
    private static final long MOST_BYTES = 8L << 20;

    /// What is wanted instead of rows.
    enum Explain {
        NONE,
        PLAN,
        ANALYZE
    }

    static SqlWish of(SqlRequest request) {
        var query = request.query() == null ? "" : request.query();
        int timeout = request.timeoutMs() == null ? USUAL_TIMEOUT_MS : request.timeoutMs();
        int rows = request.maxRows() == null ? USUAL_ROWS : request.maxRows();
        var id = request.requestId() == null ? UUID.randomUUID().toString() : request.requestId();
        var explain = request.explain() == null ? "none" : request.explain();
        new Problems()
                .require(!SqlScript.parse(query).isEmpty(), "query", "there is no statement in it")
                .require(query.indexOf('\0') < 0, "query", "may not hold the character NUL")
                .require(
                        timeout >= 1 && timeout <= LONGEST_TIMEOUT_MS,
                        "timeout_ms",
                        "is from 1 to " + LONGEST_TIMEOUT_MS)
                .require(rows >= 1 && rows <= MOST_ROWS, "max_rows", "is from 1 to " + MOST_ROWS)
                .require(
                        REQUEST_ID.matcher(id).matches(),
                        "request_id",
                        "is 1 to 64 letters, digits, '.', '-' or '_'")
                .require(
                        explain.matches("none|plan|analyze"),
                        "explain",
                        "is plan or analyze, or absent")
                .refuseIfAny();
        return new SqlWish(
                query,
                request.isReadOnly(),
                Duration.ofMillis(timeout),
                new RowLimit(rows, MOST_BYTES),
                id,
                Explain.valueOf(explain.toUpperCase(java.util.Locale.ROOT)),
                request.as());
    }

    /// Whether it runs in one transaction of ours.
    boolean isGuarded() {
        return readOnly || as != null || explain != Explain.NONE;
    }

    /// Whether what a guarded script writes is kept.
    boolean lasts() {
        return !readOnly
                && explain == Explain.NONE
                && as != null
                && Boolean.TRUE.equals(as.commit());
    }

    /// What to say of a refusal that our own time limit caused.
    SqlRefusal timedOut(SqlRefusal refusal) {
        var body = refusal.body();
        return new SqlRefusal(
                SqlRefusal.Code.SQL_TIMEOUT,
                new SqlRefusal.Body(
                        "cancelled after the time limit of %d ms".formatted(timeout.toMillis()),
                        SqlRefusal.Code.SQL_TIMEOUT.code(),
                        body.sqlstate(),
                        null,
                        body.line(),
                        null,
                        null,
                        null,
                        body.statement(),
                        requestId,
                        java.util.Map.of()));
    }
}
