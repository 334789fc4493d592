package dev.dupabase.rest.http;

import dev.dupabase.rest.plan.Targets;
import dev.dupabase.rest.request.parse.Target;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Routine;
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
            case Target.Relation(var name) -> ofTable(Targets.table(cache, schema, name));
            case Target.Function(var own, var name) ->
                    ofFunction(
                            Targets.withoutArguments(
                                    cache, new QualifiedName(own.isEmpty() ? schema : own, name)));
        };
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

    private static String ofFunction(Routine routine) {
        return routine.volatility() == Volatility.VOLATILE ? "OPTIONS,POST" : READ + ",POST";
    }
}
