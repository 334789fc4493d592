package dev.dupabase.rest.openapi;

import dev.dupabase.rest.schema.Table;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `parameters`: what operations refer to (contracts/rest.md A10).
final class SharedParameters {
    private static final List<String> RETURNS =
            List.of("return=representation", "return=minimal", "return=none");

    private final ObjectNode parameters;

    SharedParameters(ObjectNode parameters) {
        this.parameters = parameters;
    }

    void describe() {
        prefer("preferParams", List.of());
        prefer("preferReturn", RETURNS);
        prefer("preferCount", List.of("count=none"));
        prefer(
                "preferPost",
                List.of(
                        "return=representation",
                        "return=minimal",
                        "return=none",
                        "resolution=ignore-duplicates",
                        "resolution=merge-duplicates"));
        add("select", "select", "query", "Filtering Columns");
        add("on_conflict", "on_conflict", "query", "On Conflict");
        add("order", "order", "query", "Ordering");
        add("range", "Range", "header", "Limiting and Pagination");
        add("rangeUnit", "Range-Unit", "header", "Limiting and Pagination").put("default", "items");
        add("offset", "offset", "query", "Limiting and Pagination");
        add("limit", "limit", "query", "Limiting and Pagination");
    }

    private void prefer(String key, List<String> values) {
        var parameter = add(key, "Prefer", "header", "Preference");
        if (!values.isEmpty()) {
            var labels = parameter.putArray("enum");
            values.forEach(labels::add);
        }
    }

    private ObjectNode add(String key, String name, String place, String description) {
        return parameters
                .putObject(key)
                .put("name", name)
                .put("description", description)
                .put("required", false)
                .put("in", place)
                .put("type", "string");
    }

    /// The row filters and the body of a relation.
    void describe(Table table) {
        var name = table.name().name();
        for (var column : table.columns().values()) {
            var filter = parameters.putObject(filterKey(name, column.name()));
            filter.put("name", column.name());
            Comment.put(filter, "description", column.description());
            filter.put("required", false).put("in", "query").put("type", "string");
        }
        var body = parameters.putObject("body." + name);
        body.put("name", name);
        Comment.put(body, "description", table.description());
        body.put("required", false).put("in", "body");
        body.putObject("schema").put("$ref", "#/definitions/" + name);
    }

    static void refer(ArrayNode operation, String key) {
        operation.addObject().put("$ref", "#/parameters/" + key);
    }

    static String filterKey(String table, String column) {
        return "rowFilter." + table + "." + column;
    }
}
