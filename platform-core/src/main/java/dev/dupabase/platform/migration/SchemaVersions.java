package dev.dupabase.platform.migration;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;

/// Which version each schema of a project's database has, such as `_dupabase=2,auth=4`.
record SchemaVersions(SortedMap<String, MigrationVersion> bySchema) {
    static SchemaVersions of(Map<String, MigrationVersion> bySchema) {
        return new SchemaVersions(new TreeMap<>(bySchema));
    }

    static SchemaVersions parse(String text) {
        var bySchema = new TreeMap<String, MigrationVersion>();
        for (var part : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                bySchema.put(
                        part.substring(0, equals),
                        MigrationVersion.fromVersion(part.substring(equals + 1)));
            }
        }
        return new SchemaVersions(bySchema);
    }

    /// Whether no schema is missing or older than wanted. Newer ones were made by a later release
    /// and are left alone.
    boolean covers(SchemaVersions wanted) {
        return wanted.bySchema.entrySet().stream()
                .allMatch(want -> {
                    var have = bySchema.get(want.getKey());
                    return have != null && have.compareTo(want.getValue()) >= 0;
                });
    }

    /// For each schema the newer version of the two.
    SchemaVersions with(SchemaVersions other) {
        var newest = new TreeMap<>(bySchema);
        other.bySchema.forEach((schema, version) ->
                newest.merge(schema, version, (a, b) -> a.compareTo(b) >= 0 ? a : b));
        return new SchemaVersions(newest);
    }

    @Override
    public String toString() {
        return bySchema.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().getVersion())
                .collect(Collectors.joining(","));
    }
}
