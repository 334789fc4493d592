package dev.dupabase.rest.execution;

import dev.dupabase.platform.database.ResultRows;
import dev.dupabase.rest.body.ResultBody;
import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.execution.Result.KeyValue;
import dev.dupabase.rest.execution.Result.LegacyName;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.Plan.Change;
import dev.dupabase.rest.plan.Producer.BuiltIn;
import dev.dupabase.rest.query.SqlRenderer;
import dev.dupabase.rest.request.ApiRequest;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.Preferences.Count;
import dev.dupabase.rest.request.Preferences.Resolution;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the one row of a plan's statement.
final class Outcome {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PLAN_ROWS = "\"Plan Rows\": ";

    private final PreparedPlan prepared;
    private final ResultRows main;
    private final @Nullable ResultRows estimate;
    private final List<ResultRows> steps;
    private final int bodyColumn;

    /// @param estimate of the count; null if none was wanted
    /// @param steps what the statements yielded that prepared the plan's own
    Outcome(
            PreparedPlan prepared,
            ResultRows main,
            @Nullable ResultRows estimate,
            List<ResultRows> steps) {
        this.steps = steps;
        this.prepared = prepared;
        this.main = main;
        this.estimate = estimate;
        this.bodyColumn = SqlRenderer.bodyColumn(prepared.plan());
    }

    private boolean isExplained() {
        return prepared.delivery().media() instanceof MediaType.Plan;
    }

    /// Without an aggregate in it the statement yields a row for each row, perhaps none.
    private boolean isEmpty() {
        return main.size() == 0;
    }

    long rows() {
        if (isExplained()) {
            return 1;
        }
        if (prepared.plan() instanceof Plan.Call call && call.routine().returns().single()) {
            return 1;
        }
        var rows = isEmpty() ? null : main.number(0, SqlRenderer.ROWS);
        return rows == null ? 0 : rows;
    }

    /// Whether the statement gave up making a body.
    boolean isWithoutBody() throws SQLException {
        return isEmpty() || main.bytes(0, bodyColumn) == null;
    }

    /// The row that says what is to come.
    ResultRows main() {
        return main;
    }

    Result result(ApiRequest request, long planNanos, long transactionNanos) throws SQLException {
        return result(body(), request, planNanos, transactionNanos);
    }

    Result result(
            @Nullable ResultBody body, ApiRequest request, long planNanos, long transactionNanos) {
        return new Result(
                prepared.delivery().media(),
                body,
                prepared.plan() instanceof Plan.Call call && call.routine().returns().nothing(),
                rows(),
                total(),
                next(),
                inserted(request),
                location(),
                hasConflictTarget(request),
                prepared.plan().legacyNames().stream()
                        .map(legacy -> new LegacyName(legacy.name(), legacy.alias()))
                        .toList(),
                text(bodyColumn + 1),
                text(bodyColumn + 2),
                planNanos,
                transactionNanos);
    }

    private @Nullable String next() {
        return prepared.plan() instanceof Plan.Read read && read.rows().keyset() != null
                ? text(bodyColumn + 3)
                : null;
    }

    private @Nullable String text(int column) {
        return isExplained() || isEmpty() ? null : main.text(0, column);
    }

    @Nullable ResultBody body() throws SQLException {
        if (isExplained()) {
            return explanation();
        }
        if (prepared.delivery().producer() == BuiltIn.NOTHING) {
            return null;
        }
        var bytes = isEmpty() ? null : main.bytes(0, bodyColumn);
        return ResultBody.of(bytes == null ? new byte[0] : bytes);
    }

    private ResultBody explanation() throws SQLException {
        var lines = new ByteArrayOutputStream();
        for (int i = 0; i < main.size(); i++) {
            var line = main.bytes(i, 0);
            if (line != null) {
                lines.writeBytes(line);
                lines.write('\n');
            }
        }
        return ResultBody.of(lines.toByteArray());
    }

    private @Nullable Long total() {
        var plan = prepared.plan();
        if (plan.count() == null || isExplained()) {
            return null;
        }
        return switch (plan) {
            case Plan.Write write -> write.count() == Count.PLANNED ? null : Long.valueOf(rows());
            case Plan.Call call -> call.count() == Count.PLANNED ? null : counted();
            case Plan.Read read -> total(read);
        };
    }

    /// The counted total; where it was not counted the rows are all there are.
    private Long counted() {
        var total = isEmpty() ? null : main.number(0, SqlRenderer.TOTAL);
        return total == null ? Long.valueOf(rows()) : total;
    }

    private Long total(Plan.Read read) {
        if (read.count() == Count.EXACT) {
            return counted();
        }
        long planned = estimate == null ? 0 : planRows(estimate);
        if (read.count() == Count.PLANNED) {
            return planned;
        }
        long counted = counted();
        boolean enough = read.maxRows() != null && counted <= read.maxRows();
        return enough ? counted : Math.max(counted, planned);
    }

    /// What PostgreSQL expects of the topmost node, which comes first in the text.
    private static long planRows(ResultRows estimate) {
        var plan = String.valueOf(estimate.text(0, 0));
        int start = plan.indexOf(PLAN_ROWS) + PLAN_ROWS.length();
        int end = start;
        while (end < plan.length() && Character.isDigit(plan.charAt(end))) {
            end++;
        }
        return Long.parseLong(plan.substring(start, end));
    }

    private @Nullable Boolean inserted(ApiRequest request) {
        if (!merges(request) || isExplained()) {
            return null;
        }
        var inserted = isEmpty() ? null : main.number(0, bodyColumn + 3);
        return inserted != null && inserted > 0;
    }

    /// Refuses a payload whose rows cannot be told apart.
    void checkKeys() {
        if (isExplained()
                || isEmpty()
                || !(prepared.plan() instanceof Plan.Write write)
                || !(write.change() instanceof Change.Update update)
                || !update.byKey()) {
            return;
        }
        var fault = main.number(0, bodyColumn + 3);
        if (fault != null && fault != 0) {
            throw (fault == 1
                            ? RestError.KEY_MISSING.because("Each object needs the key of its row")
                            : RestError.KEY_REPEATED.because("Two objects have the same key"))
                    .details("The key is (%s).".formatted(String.join(", ", update.keys())));
        }
    }

    /// Refuses what cannot be put together: rows are matched by their order, and one is missing.
    void checkSteps() {
        for (var step : steps) {
            if (!Objects.equals(step.number(0, 0), step.number(0, 1))) {
                throw RestError.ROW_SKIPPED
                        .because("A nested row was not inserted")
                        .details("A trigger or a rule of its relation kept it out.");
            }
        }
    }

    private boolean merges(ApiRequest request) {
        return switch (request) {
            case ApiRequest.UpsertRequest upsert -> true;
            case ApiRequest.InsertRequest insert ->
                    insert.resolution() == Resolution.MERGE_DUPLICATES && hasConflictTarget(insert);
            default -> false;
        };
    }

    private boolean hasConflictTarget(ApiRequest request) {
        return request instanceof ApiRequest.InsertRequest insert
                && (insert.conflictColumns() != null || hasKey());
    }

    private boolean hasKey() {
        return prepared.plan() instanceof Plan.Write write && !write.keys().isEmpty();
    }

    private List<KeyValue> location() {
        var json = prepared.plan() instanceof Plan.Write ? text(SqlRenderer.LOCATION) : null;
        if (json == null) {
            return List.of();
        }
        var parts = new ArrayList<KeyValue>();
        for (JsonNode part : JSON.readTree(json)) {
            var value = part.get(1);
            parts.add(
                    new KeyValue(part.get(0).asString(), value.isNull() ? null : value.asString()));
        }
        return parts;
    }
}
