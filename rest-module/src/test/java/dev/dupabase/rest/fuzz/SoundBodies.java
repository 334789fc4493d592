package dev.dupabase.rest.fuzz;

import dev.dupabase.rest.fuzz.RealSchema.Column;
import dev.dupabase.rest.fuzz.RealSchema.Embed;
import dev.dupabase.rest.fuzz.RealSchema.Parameter;
import dev.dupabase.rest.fuzz.RealSchema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Bodies that a table or a function takes.
final class SoundBodies {
    private static final int FREE = 1_000_000;

    /// @param type of the content
    record Body(String type, String text) {}

    private final Dice dice;
    private final SoundValues values;

    SoundBodies(Dice dice, SoundValues values) {
        this.dice = dice;
        this.values = values;
    }

    /// New rows.
    ///
    /// @param fresh whether their keys must be new
    Body rows(Table table, boolean fresh) {
        var columns = some(table);
        if (dice.once(8)) {
            return new Body("text/csv", csv(columns, fresh));
        }
        if (dice.once(10)) {
            return new Body(
                    "application/x-www-form-urlencoded",
                    columns.stream()
                            .map(c -> Dice.pair(c.name(), text(c, fresh)))
                            .collect(Collectors.joining("&")));
        }
        var rows = dice.some(1, 3, () -> object(columns, fresh));
        return new Body(
                "application/json",
                rows.size() == 1 && dice.once(2)
                        ? rows.getFirst()
                        : "[" + String.join(",", rows) + "]");
    }

    /// New values of some columns, none of the key.
    Body changes(Table table) {
        var columns =
                table.written().stream()
                        .filter(column -> !table.key().contains(column.name()))
                        .toList();
        var chosen = columns.isEmpty() ? columns : List.of(dice.pick(columns));
        return new Body("application/json", object(chosen, false));
    }

    /// New values of several rows, each with its key.
    Body bulk(Table table) {
        var columns =
                table.written().stream()
                        .filter(column -> table.key().contains(column.name()) || dice.once(3))
                        .toList();
        var rows = dice.some(1, 4, () -> object(columns, false));
        return new Body("application/json", "[" + String.join(",", rows) + "]");
    }

    /// A new row with new rows of another table in it.
    Body nested(Table table, Embed embed, Table inner) {
        var columns = without(embed.key(), some(inner));
        var rows = dice.some(1, 3, () -> object(columns, true));
        var several = "[" + String.join(",", rows) + "]";
        var outer = object(without(embed.key(), some(table)), true);
        var member =
                Dice.json(embed.written().replace("\"", ""))
                        + ":"
                        + (embed.toOne() ? rows.getFirst() : several);
        return new Body(
                "application/json",
                outer.equals("{}")
                        ? "{" + member + "}"
                        : outer.substring(0, outer.length() - 1) + "," + member + "}");
    }

    /// One row with that key.
    Body row(Table table, List<String> key) {
        var members = new ArrayList<String>();
        for (var column : table.written()) {
            int at = table.key().indexOf(column.name());
            if (at >= 0) {
                members.add(Dice.json(column.name()) + ":" + Dice.json(key.get(at)));
            } else if (column.needed() || dice.once(3)) {
                members.add(member(column, false));
            }
        }
        return new Body("application/json", "{" + String.join(",", members) + "}");
    }

    Body arguments(List<Parameter> parameters) {
        if (parameters.size() == 1 && parameters.getFirst().name().isEmpty()) {
            return whole(parameters.getFirst().type());
        }
        var given = parameters.stream().filter(p -> p.required() || dice.once(2)).toList();
        return new Body(
                "application/json",
                given.stream()
                        .map(p -> Dice.json(p.name()) + ":" + values.json(p.type()))
                        .collect(Collectors.joining(",", "{", "}")));
    }

    private Body whole(String type) {
        return switch (type) {
            case "text" -> new Body("text/plain", values.text("text"));
            case "bytea" -> new Body("application/octet-stream", "\0\1raw");
            default -> new Body("application/json", values.json("json"));
        };
    }

    private List<Column> some(Table table) {
        return table.written().stream().filter(column -> column.needed() || dice.once(3)).toList();
    }

    private static List<Column> without(String name, List<Column> columns) {
        return columns.stream().filter(column -> !column.name().equals(name)).toList();
    }

    private String object(List<Column> columns, boolean fresh) {
        return columns.stream()
                .map(column -> member(column, fresh))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String member(Column column, boolean fresh) {
        var value =
                column.name().equals("id") && fresh
                        ? Integer.toString(dice.between(100, FREE))
                        : column.needed()
                                ? Dice.json(values.text(column.type()))
                                : values.json(column.type());
        return Dice.json(column.name()) + ":" + value;
    }

    private String text(Column column, boolean fresh) {
        return column.name().equals("id") && fresh
                ? Integer.toString(dice.between(100, FREE))
                : values.text(column.type());
    }

    private String csv(List<Column> columns, boolean fresh) {
        var lines = new ArrayList<String>();
        lines.add(
                columns.stream()
                        .map(Column::name)
                        .map(SoundBodies::cell)
                        .collect(Collectors.joining(",")));
        lines.addAll(
                dice.some(
                        1,
                        3,
                        () ->
                                columns.stream()
                                        .map(c ->
                                                c.needed() || !dice.once(8)
                                                        ? cell(text(c, fresh))
                                                        : "NULL")
                                        .collect(Collectors.joining(","))));
        return String.join("\n", lines) + "\n";
    }

    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
