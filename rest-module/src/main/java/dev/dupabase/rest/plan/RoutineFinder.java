package dev.dupabase.rest.plan;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.Arguments;
import dev.dupabase.rest.request.Arguments.RawType;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Routine;
import dev.dupabase.rest.schema.Routine.Parameter;
import dev.dupabase.rest.schema.SchemaCache;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the one overload that a call means (contracts/rest.md §7.1).
final class RoutineFinder {
    private final SchemaCache cache;
    private final QualifiedName name;
    private final Arguments arguments;
    private final List<String> keys;

    RoutineFinder(SchemaCache cache, QualifiedName name, Arguments arguments) {
        this.cache = cache;
        this.name = name;
        this.arguments = arguments;
        this.keys = keys(arguments);
    }

    private static List<String> keys(Arguments arguments) {
        return switch (arguments) {
            case Arguments.Named named ->
                    named.arguments().stream()
                            .map(Arguments.Argument::name)
                            .distinct()
                            .sorted()
                            .toList();
            case Arguments.Json json ->
                    json.payload().columns().stream().distinct().sorted().toList();
            case Arguments.Raw raw -> List.of();
        };
    }

    Routine find() {
        var overloads = cache.routines(name);
        var named = overloads.stream().filter(this::takesByName).toList();
        if (named.size() == 1) {
            return named.getFirst();
        }
        if (named.size() > 1) {
            throw ambiguous(named);
        }
        var whole = overloads.stream().filter(this::takesWhole).toList();
        return switch (whole.size()) {
            case 0 -> throw unknown(overloads);
            case 1 -> whole.getFirst();
            default -> throw ambiguous(whole);
        };
    }

    private boolean takesByName(Routine routine) {
        var parameters = routine.parameters();
        if (arguments instanceof Arguments.Raw) {
            return !parameters.isEmpty() && parameters.stream().noneMatch(Parameter::required);
        }
        var given = Set.copyOf(keys);
        var known = new HashSet<String>();
        for (var parameter : parameters) {
            if (parameter.required() && !given.contains(parameter.name())) {
                return false;
            }
            known.add(parameter.name());
        }
        return known.containsAll(given);
    }

    /// Whether its single unnamed parameter takes the whole body.
    private boolean takesWhole(Routine routine) {
        var parameter = routine.unnamed();
        if (parameter == null) {
            return false;
        }
        return switch (arguments) {
            case Arguments.Named named -> false;
            case Arguments.Json json ->
                    json.unnamed()
                            && (parameter.type().equals("json")
                                    || parameter.type().equals("jsonb"));
            case Arguments.Raw raw -> parameter.type().equals(typeName(raw.type()));
        };
    }

    private static String typeName(RawType type) {
        return switch (type) {
            case TEXT -> "text";
            case XML -> "xml";
            case OCTETS -> "bytea";
        };
    }

    private static ApiException ambiguous(List<Routine> routines) {
        return RestError.AMBIGUOUS_FUNCTION
                .because(
                        "Could not choose the best candidate function between: %s",
                        routines.stream()
                                .map(RoutineFinder::signature)
                                .collect(Collectors.joining(", ")))
                .hint(
                        "Try renaming the parameters or the function itself in the database so function overloading can be resolved");
    }

    private static String signature(Routine routine) {
        return routine.name().label()
                + routine.parameters().stream()
                        .map(parameter -> parameter.name() + " => " + parameter.type())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private ApiException unknown(List<Routine> overloads) {
        boolean raw = arguments instanceof Arguments.Raw;
        return RestError.UNKNOWN_FUNCTION
                .because(
                        "Could not find the function %s%s in the schema cache",
                        name.label(),
                        raw ? "" : keys.isEmpty() ? " without parameters" : list(keys))
                .details(
                        "Searched for the function %s%s, but no matches were found in the schema cache."
                                .formatted(name.label(), searched()))
                .hint(raw ? null : suggestion(overloads).orElse(null));
    }

    private String searched() {
        var parameters =
                keys.isEmpty()
                        ? " without parameters"
                        : " with parameter%s %s"
                                .formatted(keys.size() > 1 ? "s" : "", String.join(", ", keys));
        return switch (arguments) {
            case Arguments.Named named -> parameters;
            case Arguments.Json json ->
                    json.unnamed()
                            ? parameters + " or with a single unnamed json/jsonb parameter"
                            : parameters;
            case Arguments.Raw raw ->
                    " with a single unnamed %s parameter".formatted(typeName(raw.type()));
        };
    }

    /// Another function's name if this one is unknown, else the most similar parameters.
    private Optional<String> suggestion(List<Routine> overloads) {
        var schema = name.schema();
        var better =
                overloads.isEmpty()
                        ? SimilarNames.find(
                                cache.routines().keySet().stream()
                                        .filter(other -> other.schema().equals(schema))
                                        .map(QualifiedName::name)
                                        .collect(Collectors.toSet()),
                                name.name(),
                                SimilarNames.STRICT)
                        : SimilarNames.find(
                                        overloads.stream()
                                                .map(RoutineFinder::parameterList)
                                                .collect(Collectors.toSet()),
                                        list(keys),
                                        SimilarNames.LOOSE)
                                .map(parameters -> name.name() + parameters);
        return better.map(
                text -> "Perhaps you meant to call the function %s.%s".formatted(schema, text));
    }

    private static String parameterList(Routine routine) {
        return list(routine.parameters().stream().map(Parameter::name).sorted().toList());
    }

    private static String list(List<String> names) {
        return "(" + String.join(", ", names) + ")";
    }
}
