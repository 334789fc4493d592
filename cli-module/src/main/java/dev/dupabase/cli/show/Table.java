package dev.dupabase.cli.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows under headings, in columns.
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings).stream().map(text -> text.toUpperCase(Locale.ROOT)).toList());
    }

    /// A table of what a database answered, whose names stay as they are.
    public static Table ofColumns(List<String> names) {
        var table = new Table();
        table.rows.set(0, names);
        return table;
    }

    public Table row(String... cells) {
        return row(List.of(cells));
    }

    public Table row(List<String> cells) {
        rows.add(cells.stream().map(Table::printable).toList());
        return this;
    }

    /// What a server sends must not steer the terminal.
    static String printable(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public String toString() {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                var cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - width(cell))).append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
