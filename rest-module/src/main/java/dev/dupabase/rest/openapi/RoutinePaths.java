package dev.dupabase.rest.openapi;

import dev.dupabase.rest.request.MediaType.Known;
import dev.dupabase.rest.schema.Routine;
import dev.dupabase.rest.schema.Routine.Parameter;
import dev.dupabase.rest.schema.Routine.Volatility;
import tools.jackson.databind.node.ObjectNode;

/// `paths` of functions (contracts/rest.md A12). Of overloads the last one is told.
final class RoutinePaths {
    private final ObjectNode paths;

    RoutinePaths(ObjectNode paths) {
        this.paths = paths;
    }

    void describe(Routine routine) {
        var path = paths.putObject("/rpc/" + routine.name().name());
        if (routine.volatility() != Volatility.VOLATILE) {
            get(routine, path);
        }
        post(routine, path);
    }

    private static ObjectNode operation(Routine routine, ObjectNode path, String method) {
        var operation = path.putObject(method);
        operation.putArray("tags").add("(rpc) " + routine.name().name());
        new Comment(routine.description()).describe(operation);
        operation
                .putArray("produces")
                .add(Known.JSON.label())
                .add(Known.OBJECT_STRIPPED.label())
                .add(Known.OBJECT.label());
        operation.putObject("responses").putObject("200").put("description", "OK");
        return operation;
    }

    private static void get(Routine routine, ObjectNode path) {
        var parameters = operation(routine, path, "get").putArray("parameters");
        for (var parameter : routine.parameters()) {
            var type = new SwaggerType(parameter.type());
            var node =
                    parameters
                            .addObject()
                            .put("name", parameter.name())
                            .put("required", parameter.required())
                            .put("in", "query");
            if (parameter.variadic()) {
                variadic(type, node);
            } else {
                node.put("type", type.queryType()).put("format", type.format());
            }
        }
    }

    private static void variadic(SwaggerType array, ObjectNode node) {
        array.describe(node);
        node.put("collectionFormat", "multi");
        var element = new SwaggerType(array.name().replaceFirst("\\[]$", ""));
        node.putObject("items").put("type", element.queryType()).put("format", element.format());
    }

    private static void post(Routine routine, ObjectNode path) {
        var parameters = operation(routine, path, "post").putArray("parameters");
        var arguments =
                parameters
                        .addObject()
                        .put("name", "args")
                        .put("required", true)
                        .put("in", "body")
                        .putObject("schema");
        Comment.put(arguments, "description", routine.description());
        var required = routine.parameters().stream().filter(Parameter::required).toList();
        if (!required.isEmpty()) {
            var names = arguments.putArray("required");
            required.forEach(parameter -> names.add(parameter.name()));
        }
        arguments.put("type", "object");
        var properties = arguments.putObject("properties");
        for (var parameter : routine.parameters()) {
            new SwaggerType(parameter.type()).describe(properties.putObject(parameter.name()));
        }
        SharedParameters.refer(parameters, "preferParams");
    }
}
