package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Plan.Written;
import dev.dupabase.rest.request.Payload.Kind;
import dev.dupabase.rest.request.Slot;
import java.util.List;

/// Turns a JSON payload into rows called `pgrst_body` (contracts/rest.md X30). PostgreSQL reads the
/// values, so that no digit is lost on the way.
final class JsonRows {
    private static final Sql DATA = Sql.of("pgrst_payload.json_data");
    private static final Sql COMPLETED = Sql.of("pgrst_json_defs.val");

    private JsonRows() {}

    /// A FROM clause.
    ///
    /// @param defaults whether absent keys get the column's default
    static Sql from(Kind kind, Slot body, List<Written> columns, boolean defaults) {
        boolean complete = defaults && hasDefault(columns);
        return Sql.of(
                "from (select {}::{} as json_data) pgrst_payload{}, lateral ({}) pgrst_body",
                Sql.value(body),
                complete ? Sql.of("jsonb") : Sql.of("json"),
                complete ? completion(kind, columns) : Sql.EMPTY,
                rows(kind, columns, complete));
    }

    /// A FROM clause that yields the first row only.
    static Sql first(Kind kind, Slot body, List<Written> columns) {
        return Sql.of(
                "from (select {}::json as json_data) pgrst_payload, lateral ({} limit 1) pgrst_body",
                Sql.value(body),
                rows(kind, columns, false));
    }

    /// A query that yields one row of one JSON object.
    ///
    /// @param object an expression
    static Sql one(Sql object, List<Written> columns, boolean defaults) {
        boolean complete = defaults && hasDefault(columns);
        return rows(
                Kind.OBJECT,
                columns,
                complete,
                complete ? Sql.of("{} || {}::jsonb", defaults(columns), object) : object);
    }

    private static boolean hasDefault(List<Written> columns) {
        return columns.stream().anyMatch(column -> column.defaultExpression() != null);
    }

    private static Sql rows(Kind kind, List<Written> columns, boolean completed) {
        return rows(kind, columns, completed, completed ? COMPLETED : DATA);
    }

    private static Sql rows(Kind kind, List<Written> columns, boolean completed, Sql data) {
        if (columns.isEmpty()) {
            return switch (kind) {
                case OBJECT -> Sql.of("select");
                case ARRAY -> Sql.of("select from json_array_elements({})", data);
            };
        }
        var read = columns.stream().map(JsonRows::read).toList();
        var types =
                columns.stream()
                        .map(column ->
                                Sql.of(
                                        "{} {}",
                                        Sql.identifier(column.name()),
                                        Sql.catalogType(column.jsonType())))
                        .toList();
        return Sql.of(
                "select {} from {}({}) as _({})",
                Sql.join(", ", read),
                function(kind, completed),
                data,
                Sql.join(", ", types));
    }

    private static Sql function(Kind kind, boolean completed) {
        return switch (kind) {
            case OBJECT -> completed ? Sql.of("jsonb_to_record") : Sql.of("json_to_record");
            case ARRAY -> completed ? Sql.of("jsonb_to_recordset") : Sql.of("json_to_recordset");
        };
    }

    private static Sql read(Written column) {
        var name = Sql.identifier(column.name());
        return column.reader() == null
                ? name
                : Sql.of("{}({}) as {}", column.reader().sql(), name, name);
    }

    /// Puts the payload over an object of defaults.
    private static Sql completion(Kind kind, List<Written> columns) {
        var defaults = defaults(columns);
        return switch (kind) {
            case OBJECT ->
                    Sql.of(", lateral (select {} || {} as val) pgrst_json_defs", defaults, DATA);
            case ARRAY ->
                    Sql.of(
                            ", lateral (select jsonb_agg({} || elem) as val from jsonb_array_elements({}) elem) pgrst_json_defs",
                            defaults,
                            DATA);
        };
    }

    private static Sql defaults(List<Written> columns) {
        var entries =
                columns.stream()
                        .filter(column -> column.defaultExpression() != null)
                        .map(column ->
                                Sql.of(
                                        "{}, {}",
                                        Sql.catalogLiteral(column.name()),
                                        expression(column)))
                        .toList();
        return Sql.of("jsonb_build_object({})", Sql.join(", ", entries));
    }

    private static Sql expression(Written column) {
        var expression = column.defaultExpression();
        return expression == null ? Sql.of("null") : Sql.catalogExpression(expression);
    }
}
