package dev.dupabase.admin.studio.table;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.sql.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The columns and values that name one row (contracts/platform.md §20-29).
record RowKey(List<String> columns, List<String> values) {
    /// @throws dev.dupabase.platform.error.ApiException unless they are such that one row at most
    ///   can have them
    static RowKey of(Relation relation, List<String> names, List<String> texts) {
        new Problems()
                .require(!names.isEmpty(), "pk_column", "is missing")
                .require(
                        names.size() == texts.size(),
                        "pk_value",
                        "needs a value for each pk_column")
                .require(
                        new HashSet<>(names).size() == names.size(),
                        "pk_column",
                        "names a column twice")
                .refuseIfAny();
        names.forEach(name -> relation.require(name, "pk_column"));
        if (!relation.isKey(names)) {
            throw Problems.of(
                    "pk_column",
                    relation.keys().isEmpty()
                            ? "the table has no primary key and no unique key: its rows can only be"
                                    + " changed by SQL"
                            : "is no unique key: name all columns of the primary key, or of a"
                                    + " unique one");
        }
        return new RowKey(names, texts);
    }

    Sql condition() {
        var conditions = new ArrayList<Sql>();
        for (int i = 0; i < columns.size(); i++) {
            conditions.add(
                    Sql.of("{} = {}", Sql.identifier(columns.get(i)), Sql.value(values.get(i))));
        }
        return Sql.join(" and ", conditions);
    }
}
