package dev.dupabase.rest.plan;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.plan.Plan.Change;
import dev.dupabase.rest.plan.Plan.Conflict;
import dev.dupabase.rest.plan.Plan.Written;
import dev.dupabase.rest.request.Addressed;
import dev.dupabase.rest.request.ApiRequest.ByKey;
import dev.dupabase.rest.request.ApiRequest.DeleteRequest;
import dev.dupabase.rest.request.ApiRequest.InsertRequest;
import dev.dupabase.rest.request.ApiRequest.UpdateRequest;
import dev.dupabase.rest.request.ApiRequest.UpsertRequest;
import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.Condition.Operator;
import dev.dupabase.rest.request.Nested;
import dev.dupabase.rest.request.Payload;
import dev.dupabase.rest.request.Preferences.Missing;
import dev.dupabase.rest.request.Preferences.Resolution;
import dev.dupabase.rest.request.Preferences.Return;
import dev.dupabase.rest.request.Query;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resolves what a write changes (contracts/rest.md §6.3, §6.4).
record WritePlanner(SchemaCache cache, Table table) {
    Change insert(InsertRequest request) {
        var nested =
                request.nested() == null
                        ? List.<Nested>of()
                        : InsertTreePlanner.nested(
                                table, request.payload().columns(), request.nested());
        return nested.isEmpty() ? plainInsert(request) : insertTree(request, nested);
    }

    private Change.InsertTree insertTree(InsertRequest request, List<Nested> nested) {
        if (request.resolution() != null) {
            throw RestError.NESTING
                    .because("Rows with nested rows can only be inserted")
                    .hint(
                            "Leave out 'resolution', or send the rows of each relation for themselves.");
        }
        boolean read = request.returning() != Return.MINIMAL;
        if (read && table.primaryKey().isEmpty()) {
            throw RestError.NO_KEY
                    .because("'%s' has no primary key to find rows by", table.name().name())
                    .hint("Ask for 'return=minimal'.");
        }
        var payload = request.payload();
        return new InsertTreePlanner(cache, request.schema())
                .plan(
                        payload,
                        request.missing(),
                        table,
                        nested,
                        read ? table.primaryKey() : List.of());
    }

    private Change.Insert plainInsert(InsertRequest request) {
        return new Change.Insert(
                request.payload().kind(),
                request.payload().body(),
                written(request.payload()),
                request.missing() == Missing.DEFAULT,
                conflict(request),
                List.of());
    }

    private @Nullable Conflict conflict(InsertRequest request) {
        if (request.resolution() == null) {
            return null;
        }
        var columns =
                request.conflictColumns() == null ? table.primaryKey() : request.conflictColumns();
        return columns.isEmpty() ? null : new Conflict(columns, request.resolution());
    }

    Change.Update update(UpdateRequest request) {
        var columns = written(request.payload());
        var keys = request.byKey() == null ? List.<String>of() : keys(request.byKey(), columns);
        return new Change.Update(
                request.payload().kind(),
                request.payload().body(),
                columns.stream()
                        .map(column ->
                                keys.contains(column.name()) ? withoutDefault(column) : column)
                        .toList(),
                request.missing() == Missing.DEFAULT,
                keys,
                rootFilters(request.query()));
    }

    /// The columns by which the payload's objects find their rows. Without any object there is no
    /// need of them.
    private List<String> keys(ByKey byKey, List<Written> columns) {
        var keys = byKey.columns() == null ? table.primaryKey() : byKey.columns();
        if (keys.isEmpty()) {
            throw RestError.NO_KEY
                    .because("'%s' has no primary key to find rows by", table.name().name())
                    .hint("Name the columns that tell its rows apart by 'on_conflict'.");
        }
        var given = columns.stream().map(Written::name).toList();
        if (!columns.isEmpty() && !given.containsAll(keys)) {
            throw RestError.KEY_MISSING
                    .because("Each object needs the key of its row")
                    .details("The key is (%s).".formatted(String.join(", ", keys)));
        }
        return keys.stream().distinct().toList();
    }

    /// A key that is not given is missing: its default would be the key of no row.
    private static Written withoutDefault(Written column) {
        return new Written(column.name(), column.jsonType(), column.reader(), null);
    }

    Change.Delete delete(DeleteRequest request) {
        return new Change.Delete(rootFilters(request.query()));
    }

    Change.Insert upsert(UpsertRequest request) {
        var columns = written(request.payload());
        requireKeyFilters(request.query());
        if (!columns.stream().map(Written::name).toList().containsAll(table.primaryKey())) {
            throw RestError.PUT_MISMATCH.because(
                    "Payload values do not match URL in primary key column(s)");
        }
        return new Change.Insert(
                request.payload().kind(),
                request.payload().body(),
                columns,
                false,
                new Conflict(table.primaryKey(), Resolution.MERGE_DUPLICATES),
                rootFilters(request.query()));
    }

    /// Each column of the primary key once, by a plain `eq`, and nothing else.
    private void requireKeyFilters(Query query) {
        var names = new ArrayList<String>();
        boolean plain = query.trees().stream().noneMatch(Addressed::isRoot);
        for (var filter : query.filters()) {
            if (!filter.isRoot()) {
                continue;
            }
            if (filter.item()
                            instanceof
                            Condition.Compare(var field, var operator, var quantifier, var value)
                    && operator == Operator.EQ
                    && quantifier == null
                    && field.isColumn()) {
                names.add(field.name());
            } else {
                plain = false;
            }
        }
        var key = table.primaryKey();
        if (!plain
                || key.isEmpty()
                || names.size() != key.size()
                || !new HashSet<>(names).equals(new HashSet<>(key))) {
            throw RestError.PUT_FILTERS.because(
                    "Filters must include all and only primary key columns with 'eq' operators");
        }
    }

    private List<Filter> rootFilters(Query query) {
        var resolver = new FilterResolver(new ColumnResolver(cache, table), null);
        var filters = new ArrayList<Filter>();
        for (var conditions : List.of(query.trees(), query.filters())) {
            for (var condition : conditions) {
                if (condition.isRoot()) {
                    filters.add(resolver.resolve(condition.item()));
                }
            }
        }
        return filters;
    }

    private List<Written> written(Payload payload) {
        return written(payload.columns());
    }

    List<Written> written(List<String> columns) {
        var written = new ArrayList<Written>();
        for (var name : columns) {
            var column = table.column(name);
            if (column == null) {
                throw RestError.UNKNOWN_COLUMN.because(
                        "Could not find the '%s' column of '%s' in the schema cache",
                        name, table.name().name());
            }
            var reader = cache.representations().fromJson().get(column.nominalType());
            written.add(
                    new Written(
                            name,
                            reader == null ? column.nominalType() : "json",
                            reader,
                            column.defaultExpression()));
        }
        return written;
    }
}
