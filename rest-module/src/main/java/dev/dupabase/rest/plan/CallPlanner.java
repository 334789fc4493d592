package dev.dupabase.rest.plan;

import dev.dupabase.rest.plan.Plan.Argument;
import dev.dupabase.rest.plan.Plan.Passing;
import dev.dupabase.rest.request.Arguments;
import dev.dupabase.rest.schema.Routine;
import java.util.ArrayList;
import java.util.List;

/// Resolves how arguments get to a function (contracts/rest.md §7.2).
final class CallPlanner {
    private CallPlanner() {}

    static Passing passing(Routine routine, Arguments arguments) {
        return switch (arguments) {
            case Arguments.Named named -> new Passing.Values(values(routine, named));
            case Arguments.Json json -> {
                var whole = routine.unnamed();
                if (whole != null) {
                    yield new Passing.Whole(whole, json.payload().body());
                }
                var given = new ArrayList<Routine.Parameter>();
                for (var parameter : routine.parameters()) {
                    if (json.payload().columns().contains(parameter.name())) {
                        given.add(parameter);
                    }
                }
                yield given.isEmpty()
                        ? new Passing.Values(List.of())
                        : new Passing.FromJson(json.payload(), given);
            }
            case Arguments.Raw raw -> {
                var whole = routine.unnamed();
                yield whole == null
                        ? new Passing.Values(List.of())
                        : new Passing.Whole(whole, raw.body());
            }
        };
    }

    private static List<Argument> values(Routine routine, Arguments.Named named) {
        var values = new ArrayList<Argument>();
        for (var parameter : routine.parameters()) {
            for (var argument : named.arguments()) {
                if (argument.name().equals(parameter.name())) {
                    values.add(new Argument(parameter, argument));
                }
            }
        }
        return values;
    }
}
