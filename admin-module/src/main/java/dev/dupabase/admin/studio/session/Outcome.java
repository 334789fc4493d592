package dev.dupabase.admin.studio.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Field;
import org.postgresql.core.Tuple;

/// What came of one statement.
///
/// @param command as PostgreSQL names it, such as `INSERT` or `CREATE TABLE`; empty if it was not
///   run to its end
/// @param givesRows whether it is a statement that gives rows, be they none
/// @param fields of the rows
/// @param affected how many rows it touched, if it says so
/// @param truncated whether there are more rows than were fetched
public record Outcome(
        String command,
        boolean givesRows,
        List<Field> fields,
        List<Tuple> rows,
        long affected,
        boolean truncated) {
    /// The columns' names.
    public List<String> names() {
        return fields.stream().map(Field::getColumnLabel).toList();
    }

    /// The cells of all rows, as JSON holds them.
    public List<List<@Nullable Object>> cells() {
        return rows.stream().map(row -> Cells.of(fields, row)).toList();
    }

    /// A cell as PostgreSQL prints it.
    public @Nullable String text(int row, int column) {
        return Cells.text(rows.get(row), column);
    }
}
