package dev.dupabase.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI document of the platform API.
record Document(JsonNode root) {
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDialect(Dialects.getOpenApi31());
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /// An operation as it is described.
    record Operation(String method, String path, JsonNode node) {
        String name() {
            return method + " " + path;
        }

        String rank() {
            return node.path("x-rank").asString("");
        }

        /// Whether it is about one project or organisation, which its path names.
        boolean isOfOne(String kind) {
            return path.startsWith("/platform/" + kind + "/{id}");
        }

        /// The content of what is sent, by its media types.
        JsonNode requestContent() {
            return node.path("requestBody").path("content");
        }
    }

    List<Operation> operations() {
        var all = new ArrayList<Operation>();
        root.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().properties().stream()
                                .filter(entry -> METHODS.contains(entry.getKey()))
                                .forEach(entry ->
                                        all.add(
                                                new Operation(
                                                        entry.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        entry.getValue()))));
        return all;
    }

    /// The answers of an operation by status, with references followed.
    Map<String, JsonNode> answers(Operation operation) {
        var all = new java.util.TreeMap<String, JsonNode>();
        operation
                .node()
                .path("responses")
                .properties()
                .forEach(entry -> all.put(entry.getKey(), resolve(entry.getValue())));
        return all;
    }

    JsonNode resolve(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }

    /// What speaks against a value of a schema of this document.
    List<String> faults(JsonNode schema, JsonNode value) {
        var whole = ((ObjectNode) schema.deepCopy()).set("components", root.path("components"));
        return SCHEMAS
                .getSchema(whole)
                .validate(
                        value,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }
}
