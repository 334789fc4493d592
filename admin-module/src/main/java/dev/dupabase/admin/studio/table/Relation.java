package dev.dupabase.admin.studio.table;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.sql.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A table, view or other thing with rows, as the catalogue has it. Names of a request are looked
/// up here before they come near any SQL.
///
/// @param kind of `pg_class`: `r` table, `p` partitioned, `v` view, `m` materialised view, `f`
///   foreign table
/// @param estimate of its rows; -1 if nobody counted yet
/// @param keys the columns of each unique key without conditions, the primary key first
public record Relation(
        String schema,
        String name,
        String kind,
        long estimate,
        List<Column> columns,
        List<List<String>> keys) {
    /// A column.
    ///
    /// @param type as PostgreSQL spells it
    /// @param category of its type: `A` array, `S` text, …
    public record Column(String name, String type, String category, boolean generated) {}

    public Sql identifier() {
        return Sql.identifier(schema, name);
    }

    public Optional<Column> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }

    /// @param field of the request that named it
    public Column require(String wanted, String field) {
        return column(wanted)
                .orElseThrow(() -> Problems.of(field, "there is no column '%s'".formatted(wanted)));
    }

    /// Whether a value for each of these columns names one row at most.
    public boolean isKey(Collection<String> names) {
        return keys.stream().anyMatch(names::containsAll);
    }

    /// Its first key: the primary key, if it has one.
    public Optional<List<String>> key() {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.getFirst());
    }

    /// Whether its rows have a version that PostgreSQL keeps, and a place.
    public boolean hasSystemColumns() {
        return kind.equals("r") || kind.equals("p") || kind.equals("m");
    }

    public boolean isTable() {
        return kind.equals("r") || kind.equals("p");
    }

    /// The same without some columns.
    public Relation without(Set<String> hidden) {
        return new Relation(
                schema,
                name,
                kind,
                estimate,
                columns.stream().filter(column -> !hidden.contains(column.name())).toList(),
                keys.stream().filter(key -> key.stream().noneMatch(hidden::contains)).toList());
    }
}
