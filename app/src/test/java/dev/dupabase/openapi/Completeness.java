package dev.dupabase.openapi;

import dev.dupabase.openapi.Document.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What the document leaves unsaid.
final class Completeness {
    private static final Set<String> TAGS =
            Set.of(
                    "accounts",
                    "administration",
                    "auth users",
                    "backups",
                    "credentials",
                    "database",
                    "import and export",
                    "logs",
                    "organisations",
                    "projects",
                    "usage");

    private final Document document;
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Set<Integer>> codes = ErrorCodes.all();

    Completeness(Document document) {
        this.document = document;
    }

    List<String> complaints() {
        var names = new HashSet<String>();
        for (var operation : document.operations()) {
            checkWords(operation);
            require(
                    names.add(text(operation.node(), "operationId")),
                    operation,
                    "shares its operationId with another");
            operation.node().path("parameters").forEach(one -> checkParameter(operation, one));
            checkExample(operation, "the request", operation.requestContent());
            document.answers(operation)
                    .forEach((status, answer) -> checkAnswer(operation, status, answer));
            checkRefusals(operation);
        }
        return complaints;
    }

    private void checkWords(Operation operation) {
        var node = operation.node();
        require(!text(node, "summary").isBlank(), operation, "has no summary");
        require(!text(node, "description").isBlank(), operation, "has no description");
        require(
                node.path("tags").size() == 1
                        && TAGS.contains(node.path("tags").path(0).asString("")),
                operation,
                "has the tags %s, not one of %s".formatted(node.path("tags"), new TreeSet<>(TAGS)));
        var ofMembers = operation.isOfOne("projects") || operation.isOfOne("orgs");
        require(
                !ofMembers || !operation.rank().equals("account"),
                operation,
                "is about one project or organisation and lacks @Needs");
    }

    private void checkParameter(Operation operation, JsonNode parameter) {
        var name = "the parameter " + text(parameter, "name");
        require(!text(parameter, "description").isBlank(), operation, name + " is not described");
        require(parameter.has("example"), operation, name + " has no example");
    }

    private void checkExample(Operation operation, String what, JsonNode content) {
        var json = content.path("application/json");
        require(
                json.isMissingNode() || json.has("example") || json.has("examples"),
                operation,
                what + " has no example");
    }

    private void checkAnswer(Operation operation, String status, JsonNode answer) {
        require(!text(answer, "description").isBlank(), operation, status + " is not described");
        if (status.startsWith("2") || status.startsWith("3")) {
            checkExample(operation, "the answer " + status, answer.path("content"));
            return;
        }
        var json = answer.path("content").path("application/json");
        require(
                json.path("schema").path("$ref").asString("").endsWith("/Refusal"),
                operation,
                status + " is not a Refusal");
        require(json.path("examples").size() > 0, operation, status + " has no example");
        json.path("examples")
                .properties()
                .forEach(example ->
                        require(
                                codes.getOrDefault(example.getKey(), Set.of())
                                        .contains(Integer.parseInt(status)),
                                operation,
                                "no refusal has the status %s and the code %s"
                                        .formatted(status, example.getKey())));
    }

    private void checkRefusals(Operation operation) {
        var wanted = new TreeSet<>(Set.of("429", "503"));
        if (!operation.rank().equals("anyone")) {
            wanted.add("401");
        }
        if (Set.of("developer", "admin", "owner", "administrator").contains(operation.rank())) {
            wanted.add("403");
        }
        if (operation.path().contains("{")) {
            wanted.add("404");
        }
        if (operation.node().has("requestBody")) {
            wanted.addAll(Set.of("400", "413"));
        }
        wanted.removeAll(document.answers(operation).keySet());
        require(wanted.isEmpty(), operation, "does not say how it answers " + wanted);
    }

    /// Examples that are no values of the schemas beside them.
    List<String> unfitExamples() {
        for (var operation : document.operations()) {
            checkFit(operation, "the request", operation.requestContent());
            document.answers(operation)
                    .forEach((status, answer) ->
                            checkFit(operation, status, answer.path("content")));
            operation
                    .node()
                    .path("parameters")
                    .forEach(parameter ->
                            checkFit(
                                    operation,
                                    text(parameter, "name"),
                                    parameter.path("schema"),
                                    parameter.path("example")));
        }
        return complaints;
    }

    private void checkFit(Operation operation, String what, JsonNode content) {
        for (var media : content) {
            if (media.has("example")) {
                checkFit(operation, what, media.path("schema"), media.path("example"));
            }
            media.path("examples")
                    .forEach(example ->
                            checkFit(
                                    operation,
                                    what,
                                    media.path("schema"),
                                    document.resolve(example).path("value")));
        }
    }

    private void checkFit(Operation operation, String what, JsonNode schema, JsonNode value) {
        document.faults(schema, value)
                .forEach(fault -> require(false, operation, what + ": " + fault));
    }

    private void require(boolean condition, Operation operation, String complaint) {
        if (!condition) {
            complaints.add(operation.name() + " " + complaint);
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
