package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.Plan.Argument;
import dev.dupabase.rest.plan.Plan.Passing;
import dev.dupabase.rest.plan.Plan.Written;
import dev.dupabase.rest.request.Payload.Kind;
import dev.dupabase.rest.request.Slot;
import dev.dupabase.rest.schema.Routine.Parameter;
import java.util.List;

/// Writes calls of functions (contracts/rest.md §7.2, §7.3).
final class CallRenderer {
    private CallRenderer() {}

    static Sql call(Plan.Call plan) {
        return Sql.of("select {} {}", selection(plan), rows(plan));
    }

    private static Sql selection(Plan.Call plan) {
        if (!plan.routine().returns().composite()) {
            return Sql.of("pgrst_call.pgrst_scalar");
        }
        return plan.returned().isEmpty()
                ? Sql.of("pgrst_call.*")
                : Sql.join(
                        ", ",
                        plan.returned().stream()
                                .map(name -> Sql.of("pgrst_call.{}", Sql.identifier(name)))
                                .toList());
    }

    private static Sql rows(Plan.Call plan) {
        return switch (plan.passing()) {
            case Passing.Values(var arguments) ->
                    Sql.of(
                            "from {}",
                            result(plan, arguments.stream().map(CallRenderer::passed).toList()));
            case Passing.Whole(var parameter, var body) ->
                    Sql.of(
                            "from {}",
                            result(
                                    plan,
                                    List.of(
                                            Sql.of(
                                                    "{}::{}",
                                                    Sql.value(body),
                                                    Sql.catalogType(parameter.type())))));
            case Passing.FromJson(var payload, var parameters) ->
                    Sql.of(
                            "{}, lateral {}",
                            object(payload.kind(), payload.body(), parameters),
                            result(plan, parameters.stream().map(CallRenderer::fromBody).toList()));
        };
    }

    private static Sql result(Plan.Call plan, List<Sql> arguments) {
        var call = Sql.of("{}({})", plan.routine().name().sql(), Sql.join(", ", arguments));
        return plan.routine().returns().composite()
                ? Sql.of("{} pgrst_call", call)
                : Sql.of("(select {} pgrst_scalar) pgrst_call", call);
    }

    private static Sql passed(Argument argument) {
        var parameter = argument.parameter();
        var values = argument.argument().values();
        return Sql.of(
                "{}{} := {}::{}",
                variadic(parameter),
                Sql.identifier(parameter.name()),
                parameter.variadic()
                        ? Sql.of(
                                "array[{}]",
                                Sql.join(", ", values.stream().map(Sql::value).toList()))
                        : Sql.value(values.getLast()),
                Sql.catalogType(parameter.unlimitedType()));
    }

    private static Sql fromBody(Parameter parameter) {
        var name = Sql.identifier(parameter.name());
        return Sql.of("{}{} := pgrst_body.{}", variadic(parameter), name, name);
    }

    private static Sql variadic(Parameter parameter) {
        return parameter.variadic() ? Sql.of("variadic ") : Sql.EMPTY;
    }

    /// The first object of the payload.
    private static Sql object(Kind kind, Slot body, List<Parameter> parameters) {
        var columns =
                parameters.stream()
                        .map(p -> new Written(p.name(), p.unlimitedType(), null, null))
                        .toList();
        return JsonRows.first(kind, body, columns);
    }
}
