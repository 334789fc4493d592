package dev.dupabase.rest.plan;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.Arguments;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Routine;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.Table;
import java.util.List;
import java.util.Optional;

/// What a request's path names.
public final class Targets {
    private static final int MAX_RELATIONS_FOR_HINT = 500;

    private Targets() {}

    /// The relation of that name.
    ///
    /// @throws dev.dupabase.platform.error.ApiException if there is none
    public static Table table(SchemaCache cache, String schema, String relation) {
        var name = new QualifiedName(schema, relation);
        var table = cache.table(name);
        if (table == null) {
            throw RestError.UNKNOWN_TABLE
                    .because("Could not find the table '%s' in the schema cache", name.label())
                    .hint(similarTable(cache, name).orElse(null));
        }
        return table;
    }

    private static Optional<String> similarTable(SchemaCache cache, QualifiedName name) {
        var names = cache.tableNames(name.schema());
        return names.size() >= MAX_RELATIONS_FOR_HINT
                ? Optional.empty()
                : SimilarNames.find(names, name.name(), SimilarNames.STRICT)
                        .map(similar ->
                                "Perhaps you meant the table '%s.%s'"
                                        .formatted(name.schema(), similar));
    }

    /// The function of that name that needs no arguments.
    ///
    /// @throws dev.dupabase.platform.error.ApiException if there is none, or more than one
    public static Routine withoutArguments(SchemaCache cache, QualifiedName name) {
        return new RoutineFinder(cache, name, new Arguments.Named(List.of())).find();
    }
}
