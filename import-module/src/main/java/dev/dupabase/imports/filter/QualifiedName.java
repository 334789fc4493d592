package dev.dupabase.imports.filter;

import dev.dupabase.platform.sql.Sql;

/// The name of an object with its schema.
///
/// @param schema empty if nothing says which
public record QualifiedName(String schema, String name) {
    public boolean is(String otherSchema, String otherName) {
        return schema.equals(otherSchema) && name.equals(otherName);
    }

    /// As it stands in a statement.
    public String quoted() {
        return schema.isEmpty() ? Sql.quote(name) : Sql.quote(schema) + "." + Sql.quote(name);
    }

    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + "." + name;
    }
}
