package dev.dupabase.rest.fuzz;

import dev.dupabase.rest.fuzz.RealSchema.Column;
import dev.dupabase.rest.fuzz.RealSchema.Embed;
import dev.dupabase.rest.fuzz.RealSchema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Query strings that fit the schema.
final class SoundQueries {
    private static final int DEPTH = 3;

    private final Dice dice;
    private final RealSchema schema;
    private final SoundValues values;
    private final List<String> parameters = new ArrayList<>();

    SoundQueries(Dice dice, RealSchema schema, SoundValues values) {
        this.dice = dice;
        this.schema = schema;
        this.values = values;
    }

    /// Parameters that read a table: what is selected, filtered, ordered and cut.
    List<String> reading(Table table) {
        parameters.clear();
        if (!dice.once(4)) {
            parameters.add(Dice.pair("select", select(table, "", DEPTH)));
        }
        narrow(table, "", true);
        if (dice.once(20)) {
            parameters.add(Dice.pair("@cursor", dice.pick("", "WyJib29rIiwxXQ", "x", "W10")));
        }
        return List.copyOf(parameters);
    }

    /// Filters that choose rows to change, and perhaps what is returned of them.
    List<String> changing(Table table) {
        parameters.clear();
        filters(table, "", dice.between(1, 2));
        if (dice.once(2)) {
            parameters.add(Dice.pair("select", select(table, "", 1)));
        }
        return List.copyOf(parameters);
    }

    /// What of written rows is returned.
    List<String> returning(Table table) {
        return dice.once(2) ? List.of() : List.of(Dice.pair("select", columns(table)));
    }

    String conflict(Table table) {
        return Dice.pair(
                "on_conflict",
                table.key().stream().map(Dice::quoted).collect(Collectors.joining(",")));
    }

    private String select(Table table, String path, int depth) {
        if (dice.once(8)) {
            return aggregates(table);
        }
        var items = new ArrayList<String>();
        items.add(dice.once(3) ? "*" : columns(table));
        var used = new HashSet<String>();
        while (depth > 0 && !table.embeds().isEmpty() && dice.once(2)) {
            embed(dice.pick(table.embeds()), path, depth - 1, used, items);
        }
        return String.join(",", items);
    }

    private void embed(Embed embed, String path, int depth, Set<String> used, List<String> items) {
        var target = schema.table(embed.target());
        if (embed.toOne() && dice.once(4)) {
            items.add("..." + embed.written() + "(" + renamed(target, "s" + items.size()) + ")");
            return;
        }
        var alias = dice.once(2) ? "" : "e" + items.size();
        var address = alias.isEmpty() ? embed.name() : alias;
        if (!used.add(address)) {
            return;
        }
        var below = path + address + ".";
        items.add(
                (alias.isEmpty() ? "" : alias + ":")
                        + embed.written()
                        + dice.pick("", "", "!inner", "!left")
                        + "("
                        + (dice.once(12) ? "" : select(target, below, depth))
                        + ")");
        if (dice.once(2)) {
            narrow(target, below, false);
        }
        if (dice.once(10)) {
            parameters.add(Dice.pair(path + address, dice.pick("is.null", "not.is.null")));
        }
        if (embed.toOne() && dice.once(6)) {
            var column = Dice.quoted(ordered(target).name());
            parameters.add(Dice.pair(path + "order", address + "(" + column + ").desc"));
        }
    }

    private String renamed(Table table, String prefix) {
        var names = dice.some(1, 2, () -> Dice.quoted(dice.pick(table.columns()).name()));
        var items = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            items.add(prefix + "_" + i + ":" + names.get(i));
        }
        return String.join(",", items);
    }

    private String columns(Table table) {
        return String.join(",", dice.some(1, 4, () -> column(dice.pick(table.columns()))));
    }

    private String column(Column column) {
        var name = Dice.quoted(column.name());
        return switch (dice.below(8)) {
            case 0 -> "renamed:" + name;
            case 1 -> name + "::text";
            case 2 ->
                    column.type().startsWith("json")
                            ? name + dice.pick("->a", "->>a", "->a->0", "->a->1->>b", "->-1")
                            : name;
            default -> name;
        };
    }

    private String aggregates(Table table) {
        var column = dice.pick(table.columns());
        var name = Dice.quoted(column.name());
        return switch (column.type()) {
            case "int4", "int2", "numeric" ->
                    "n:" + name + "." + dice.pick("sum", "avg", "max", "min", "count") + "()";
            case "json", "xml", "point" -> "count()";
            default -> dice.once(2) ? name + ",count()" : "count()::text," + name + ".count()";
        };
    }

    private void narrow(Table table, String path, boolean root) {
        filters(table, path, dice.below(3));
        if (dice.once(3)) {
            parameters.add(Dice.pair(path + "order", order(table)));
        }
        if (dice.once(3)) {
            parameters.add(Dice.pair(path + "limit", Integer.toString(dice.below(20))));
        }
        if (dice.once(root ? 5 : 9)) {
            parameters.add(Dice.pair(path + "offset", Integer.toString(dice.below(4))));
        }
    }

    private void filters(Table table, String path, int number) {
        for (int i = 0; i < number; i++) {
            if (dice.once(4)) {
                var key = path + dice.pick("", "", "not.") + dice.pick("and", "or");
                parameters.add(Dice.pair(key, "(" + terms(table, 2) + ")"));
            } else {
                var column = dice.pick(table.columns());
                parameters.add(
                        Dice.pair(
                                path + Dice.quoted(column.name()),
                                values.condition(column.type())));
            }
        }
    }

    private String terms(Table table, int depth) {
        return String.join(",", dice.some(1, 3, () -> term(table, depth)));
    }

    private String term(Table table, int depth) {
        if (depth > 0 && dice.once(4)) {
            return dice.pick("and(", "or(", "not.and(") + terms(table, depth - 1) + ")";
        }
        var column = dice.pick(table.columns());
        var condition = values.condition(column.type());
        boolean plain =
                condition.matches(
                        "(not\\.)?(is|in|like|ilike|match|imatch|.*fts.*|.*\\((any|all)\\)).*");
        return Dice.quoted(column.name())
                + "."
                + (plain || column.type().startsWith("_")
                        ? safe(condition)
                        : quotedValue(condition));
    }

    /// Inside a tree a comma or a parenthesis would end the value.
    private static String safe(String condition) {
        return condition.matches("[^,()]*|.*in\\.\\(.*\\)|.*\\.\\{[^{}]*\\}")
                ? condition
                : "is.null";
    }

    private static String quotedValue(String condition) {
        int operator = condition.startsWith("not.") ? 4 : 0;
        int dot = condition.indexOf('.', operator) + 1;
        return condition.substring(0, dot) + Dice.quoted(condition.substring(dot));
    }

    private String order(Table table) {
        return String.join(
                ",",
                dice.some(
                        1,
                        2,
                        () ->
                                Dice.quoted(ordered(table).name())
                                        + dice.pick("", ".asc", ".desc")
                                        + dice.pick("", ".nullsfirst", ".nullslast")));
    }

    private Column ordered(Table table) {
        var sortable =
                table.columns().stream()
                        .filter(c -> !List.of("json", "xml", "point").contains(c.type()))
                        .toList();
        return dice.pick(sortable);
    }
}
