package dev.dupabase.rest.request;

import java.util.List;

/// A column, or a place inside of one (contracts/rest.md Q17).
///
/// @param name the column's name as the client wrote it, unquoted; `*` is a column of that name
///   except in a select list, where [SelectItem.AllColumns] stands for it
/// @param path steps into a JSON, array or composite value; mostly empty
public record Field(String name, List<JsonStep> path) {
    public Field {
        path = List.copyOf(path);
    }

    public static Field column(String name) {
        return new Field(name, List.of());
    }

    public boolean isColumn() {
        return path.isEmpty();
    }
}
