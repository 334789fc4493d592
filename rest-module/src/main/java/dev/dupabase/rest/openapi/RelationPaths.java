package dev.dupabase.rest.openapi;

import dev.dupabase.rest.schema.Table;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `paths` of relations (contracts/rest.md A11).
final class RelationPaths {
    private final ObjectNode paths;

    RelationPaths(ObjectNode paths) {
        this.paths = paths;
    }

    void describe(Table table) {
        var path = paths.putObject("/" + table.name().name());
        get(table, path);
        if (table.insertable() || table.updatable() || table.deletable()) {
            post(table, path);
            delete(table, path);
            patch(table, path);
        }
    }

    private static ObjectNode operation(Table table, ObjectNode path, String method) {
        var operation = path.putObject(method);
        operation.putArray("tags").add(table.name().name());
        new Comment(table.description()).describe(operation);
        return operation;
    }

    private static void get(Table table, ObjectNode path) {
        var operation = operation(table, path, "get");
        var parameters = operation.putArray("parameters");
        referFilters(table, parameters);
        for (var key :
                List.of(
                        "select",
                        "order",
                        "range",
                        "rangeUnit",
                        "offset",
                        "limit",
                        "preferCount")) {
            SharedParameters.refer(parameters, key);
        }
        var responses = operation.putObject("responses");
        var rows = responses.putObject("200").put("description", "OK").putObject("schema");
        rows.put("type", "array")
                .putObject("items")
                .put("$ref", "#/definitions/" + table.name().name());
        responses.putObject("206").put("description", "Partial Content");
    }

    private static void post(Table table, ObjectNode path) {
        var operation = operation(table, path, "post");
        var parameters = operation.putArray("parameters");
        SharedParameters.refer(parameters, "body." + table.name().name());
        SharedParameters.refer(parameters, "select");
        SharedParameters.refer(parameters, "preferPost");
        operation.putObject("responses").putObject("201").put("description", "Created");
    }

    private static void patch(Table table, ObjectNode path) {
        var operation = operation(table, path, "patch");
        var parameters = operation.putArray("parameters");
        referFilters(table, parameters);
        SharedParameters.refer(parameters, "body." + table.name().name());
        SharedParameters.refer(parameters, "preferReturn");
        operation.putObject("responses").putObject("204").put("description", "No Content");
    }

    private static void delete(Table table, ObjectNode path) {
        var operation = operation(table, path, "delete");
        var parameters = operation.putArray("parameters");
        referFilters(table, parameters);
        SharedParameters.refer(parameters, "preferReturn");
        operation.putObject("responses").putObject("204").put("description", "No Content");
    }

    private static void referFilters(Table table, ArrayNode parameters) {
        for (var column : table.columns().keySet()) {
            SharedParameters.refer(
                    parameters, SharedParameters.filterKey(table.name().name(), column));
        }
    }
}
