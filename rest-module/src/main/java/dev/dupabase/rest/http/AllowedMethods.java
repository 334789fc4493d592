package dev.dupabase.rest.http;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.parse.Target;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Routine.Volatility;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.Table;

/// What `OPTIONS` says of a target (contracts/rest.md §1.3): what the schema allows, whoever asks.
final class AllowedMethods {
    private static final String READ = "OPTIONS,GET,HEAD";

    private AllowedMethods() {}

    static String of(Target target, String schema, SchemaCache cache) {
        return switch (target) {
            case Target.Root root -> READ;
            case Target.Relation(var name) -> ofTable(table(schema, name, cache));
            case Target.Function(var own, var name) ->
                    ofFunction(own.isEmpty() ? schema : own, name, cache);
        };
    }

    private static Table table(String schema, String name, SchemaCache cache) {
        var table = cache.table(new QualifiedName(schema, name));
        if (table == null) {
            throw RestError.UNKNOWN_TABLE.because(
                    "Could not find the table '%s.%s' in the schema cache", schema, name);
        }
        return table;
    }

    private static String ofTable(Table table) {
        var allowed = new StringBuilder(READ);
        boolean replaceable =
                table.insertable() && table.updatable() && !table.primaryKey().isEmpty();
        allowed.append(table.insertable() ? ",POST" : "");
        allowed.append(replaceable ? ",PUT" : "");
        allowed.append(table.updatable() ? ",PATCH" : "");
        allowed.append(table.deletable() ? ",DELETE" : "");
        return allowed.toString();
    }

    /// The overload that takes no arguments.
    private static String ofFunction(String schema, String name, SchemaCache cache) {
        for (var routine : cache.routines(new QualifiedName(schema, name))) {
            if (routine.parameters().stream().noneMatch(parameter -> parameter.required())) {
                return routine.volatility() == Volatility.VOLATILE
                        ? "OPTIONS,POST"
                        : READ + ",POST";
            }
        }
        throw RestError.UNKNOWN_FUNCTION
                .because(
                        "Could not find the function %s.%s without parameters in the schema cache",
                        schema, name)
                .details(
                        "Searched for the function %s.%s without parameters, but no matches were found in the schema cache."
                                .formatted(schema, name));
    }
}
