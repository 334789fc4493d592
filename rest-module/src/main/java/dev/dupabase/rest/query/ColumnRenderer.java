package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.ColumnRef;
import dev.dupabase.rest.plan.Output;
import dev.dupabase.rest.request.JsonStep;
import dev.dupabase.rest.request.SelectItem.Aggregate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes columns.
final class ColumnRenderer {
    private ColumnRenderer() {}

    /// As it is stored, or the place inside of it.
    static Sql field(Sql qualifier, ColumnRef column) {
        var bare = Sql.of("{}.{}", qualifier, Sql.identifier(column.name()));
        return steps(column.convert() ? Sql.of("to_jsonb({})", bare) : bare, column.path());
    }

    private static Sql steps(Sql start, List<JsonStep> path) {
        var field = start;
        for (var step : path) {
            field =
                    switch (step) {
                        case JsonStep.Key(var arrow, var name) ->
                                Sql.of("{} {} {}", field, arrow.sql(), Sql.value(name));
                        case JsonStep.Index(var arrow, var number) ->
                                Sql.of("{} {} {}::int", field, arrow.sql(), Sql.value(number));
                    };
        }
        return field;
    }

    static Sql output(Sql qualifier, Output output) {
        return switch (output) {
            case Output.All all -> Sql.of("{}.*", qualifier);
            case Output.Value value -> named(value(qualifier, value), value.name());
            case Output.RowCount(var cast, var name) -> named(cast(Sql.of("count(*)"), cast), name);
            case Output.Mark(var name) -> named(Sql.of("1"), name);
        };
    }

    private static Sql value(Sql qualifier, Output.Value value) {
        var column = value.column();
        var field = field(qualifier, column);
        var shown =
                column.representation() == null
                        ? field
                        : Sql.of("{}({})", column.representation().sql(), field);
        return aggregated(cast(shown, value.cast()), value.aggregate());
    }

    static Sql aggregated(Sql value, @Nullable Aggregate aggregate) {
        return aggregate == null
                ? value
                : cast(Sql.of("{}({})", aggregate.function().sql(), value), aggregate.cast());
    }

    private static Sql cast(Sql value, @Nullable String type) {
        return type == null ? value : Sql.of("cast({} as {})", value, TypeName.sql(type));
    }

    static Sql named(Sql value, @Nullable String name) {
        return name == null ? value : Sql.of("{} as {}", value, Sql.identifier(name));
    }
}
