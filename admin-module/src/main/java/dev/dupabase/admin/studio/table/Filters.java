package dev.dupabase.admin.studio.table;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Conditions of the grid, `column.operator.value`, in the words of the REST API. All must hold.
final class Filters {
    private static final String FIELD = "filter";

    private Filters() {}

    /// @return a condition, or `true`
    static Sql parse(Relation relation, List<String> filters) {
        var conditions = new ArrayList<Sql>();
        for (var filter : filters) {
            conditions.add(parse(relation, filter));
        }
        return conditions.isEmpty() ? Sql.of("true") : Sql.join(" and ", conditions);
    }

    private static Sql parse(Relation relation, String filter) {
        var column = column(relation, filter);
        var rest = filter.substring(column.name().length() + 1);
        boolean negated = rest.startsWith("not.");
        if (negated) {
            rest = rest.substring(4);
        }
        int dot = rest.indexOf('.');
        if (dot < 0) {
            throw malformed(filter);
        }
        var condition =
                condition(
                        column,
                        rest.substring(0, dot).toLowerCase(Locale.ROOT),
                        rest.substring(dot + 1));
        return negated ? Sql.of("not ({})", condition) : condition;
    }

    /// The column whose name the filter begins with; names may hold dots, then the longest counts.
    private static Relation.Column column(Relation relation, String filter) {
        return relation.columns().stream()
                .filter(column -> filter.startsWith(column.name() + "."))
                .max(java.util.Comparator.comparingInt(column -> column.name().length()))
                .orElseThrow(() -> malformed(filter));
    }

    private static Sql condition(Relation.Column column, String operator, String value) {
        var name = Sql.identifier(column.name());
        var operand = Sql.value(value);
        return switch (operator) {
            case "eq" -> Sql.of("{} = {}", name, operand);
            case "neq" -> Sql.of("{} <> {}", name, operand);
            case "gt" -> Sql.of("{} > {}", name, operand);
            case "gte" -> Sql.of("{} >= {}", name, operand);
            case "lt" -> Sql.of("{} < {}", name, operand);
            case "lte" -> Sql.of("{} <= {}", name, operand);
            case "like" -> Sql.of("{}::text like {}", name, pattern(value));
            case "ilike" -> Sql.of("{}::text ilike {}", name, pattern(value));
            case "match" -> Sql.of("{}::text ~ {}", name, operand);
            case "imatch" -> Sql.of("{}::text ~* {}", name, operand);
            case "cs" -> Sql.of("{} @> {}", name, operand);
            case "cd" -> Sql.of("{} <@ {}", name, operand);
            case "ov" -> Sql.of("{} && {}", name, operand);
            case "fts" ->
                    Sql.of("to_tsvector({}::text) @@ websearch_to_tsquery({})", name, operand);
            case "is" -> is(name, value);
            case "isdistinct" -> Sql.of("{} is distinct from {}", name, operand);
            case "in" -> in(name, value);
            default -> throw Problems.of(FIELD, "there is no operator '%s'".formatted(operator));
        };
    }

    /// `*` may stand for `%`, as in the REST API.
    private static Sql pattern(String value) {
        return Sql.value(value.replace('*', '%'));
    }

    private static Sql is(Sql name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "null" -> Sql.of("{} is null", name);
            case "not_null" -> Sql.of("{} is not null", name);
            case "true" -> Sql.of("{} is true", name);
            case "false" -> Sql.of("{} is false", name);
            case "unknown" -> Sql.of("{} is unknown", name);
            default -> throw Problems.of(FIELD, "is takes null, not_null, true, false or unknown");
        };
    }

    private static Sql in(Sql name, String value) {
        if (!value.startsWith("(") || !value.endsWith(")")) {
            throw Problems.of(FIELD, "in takes a list such as (1,2) or (\"a,b\",c)");
        }
        var values = list(value.substring(1, value.length() - 1));
        return values.isEmpty()
                ? Sql.of("false")
                : Sql.of(
                        "{} in ({})",
                        name,
                        Sql.join(", ", values.stream().map(Sql::value).toList()));
    }

    /// Items between commas; in double quotes, where a backslash lets the next character be itself.
    private static List<String> list(String text) {
        var items = new ArrayList<String>();
        var item = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            any = true;
            if (quoted && c == '\\' && i + 1 < text.length()) {
                item.append(text.charAt(++i));
            } else if (c == '"' && (quoted || item.isEmpty())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                items.add(item.toString());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        if (any) {
            items.add(item.toString());
        }
        return items;
    }

    private static RuntimeException malformed(String filter) {
        return Problems.of(
                FIELD, "'%s' is not column.operator.value with a known column".formatted(filter));
    }
}
