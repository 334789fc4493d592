package dev.dupabase.rest.schema;

import dev.dupabase.platform.sql.Sql;

/// The name of a relation, function or type in its schema, verbatim.
public record QualifiedName(String schema, String name) implements Comparable<QualifiedName> {
    public Sql sql() {
        return Sql.identifier(schema, name);
    }

    /// For messages: without quotes.
    public String label() {
        return schema + "." + name;
    }

    @Override
    public int compareTo(QualifiedName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }
}
