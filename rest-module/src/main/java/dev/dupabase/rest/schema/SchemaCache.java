package dev.dupabase.rest.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One immutable snapshot of what a project's database offers. A request plans against the one it
/// took at its start.
///
/// @param tables those of exposed schemas
/// @param relationships by schema and name of the origin; both ends lie in exposed schemas
/// @param routines those of exposed schemas; of one name those with fewer parameters first
/// @param roles settings of the roles a login may take
public record SchemaCache(
        Freshness freshness,
        Map<QualifiedName, Table> tables,
        Map<QualifiedName, List<Relationship>> relationships,
        Map<QualifiedName, List<Routine>> routines,
        List<MediaHandler> handlers,
        Representations representations,
        Map<String, RoleSettings> roles,
        Map<String, String> schemaComments) {

    /// How one tells that the database has moved on.
    ///
    /// @param version of the schema when it was read; null if the database keeps none
    /// @param settled whether no change was in flight then; otherwise the version may stay while
    ///   the schema moves
    /// @param loadedAt `System.nanoTime()`
    public record Freshness(@Nullable Long version, boolean settled, long loadedAt) {}

    /// Functions that convert domains, by the domain's name as `format_type` spells it
    /// (contracts/rest.md §5.9).
    public record Representations(
            Map<String, QualifiedName> toJson,
            Map<String, QualifiedName> fromJson,
            Map<String, QualifiedName> fromText) {}

    public @Nullable Table table(QualifiedName name) {
        return tables.get(name);
    }

    public List<Relationship> relationshipsOf(QualifiedName origin) {
        return relationships.getOrDefault(origin, List.of());
    }

    public List<Routine> routines(QualifiedName name) {
        return routines.getOrDefault(name, List.of());
    }

    public RoleSettings settingsOf(String role) {
        return roles.getOrDefault(role, RoleSettings.NONE);
    }

    /// The names of all relations of a schema.
    public Set<String> tableNames(String schema) {
        return tables.keySet().stream()
                .filter(name -> name.schema().equals(schema))
                .map(QualifiedName::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
