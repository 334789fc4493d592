package dev.dupabase.admin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.PlatformApiTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest extends PlatformApiTest {
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Test
    void every_route_is_described_with_a_name_of_its_own_and_how_it_is_refused() {
        var api = guest().get("/platform/openapi.json").json();
        var described = new TreeSet<String>();
        var names = new ArrayList<String>();
        for (var path : api.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                described.add(
                        operation.getKey().toUpperCase(java.util.Locale.ROOT)
                                + " "
                                + path.getKey());
                names.add(operation.getValue().path("operationId").stringValue());
                assertThat(operation.getValue().path("summary").stringValue()).isNotBlank();
                assertThat(operation.getValue().path("responses").path("429").isObject()).isTrue();
            }
        }
        assertThat(names).doesNotHaveDuplicates();
        assertThat(described).containsExactlyElementsOf(implemented());
    }

    private java.util.Set<String> implemented() {
        var all = new TreeSet<String>();
        routes.getHandlerMethods()
                .keySet()
                .forEach(info ->
                        info.getPatternValues().stream()
                                .filter(path ->
                                        path.startsWith("/platform/") && !path.contains("openapi"))
                                .forEach(path ->
                                        info.getMethodsCondition()
                                                .getMethods()
                                                .forEach(method -> all.add(method + " " + path))));
        return all;
    }

    @Test
    void records_are_described_as_they_are_written() {
        var schemas =
                guest().get("/platform/openapi.json").json().path("components").path("schemas");
        var account = schemas.path("Account");
        assertThat(texts(account.path("required")))
                .containsExactlyInAnyOrder(
                        "id", "email", "display_name", "pg_username", "is_admin", "created_at");
        assertThat(texts(account.path("properties").path("display_name").path("type")))
                .containsExactlyInAnyOrder("string", "null");
        assertThat(texts(schemas.path("Registration").path("required")))
                .containsExactlyInAnyOrder("email", "password");
        assertThat(texts(schemas.path("Refusal").path("required")))
                .containsExactlyInAnyOrder("error", "code");
        assertThat(schemas.path("ProjectSettings").path("properties").propertyNames())
                .containsExactlyInAnyOrder(
                        "enable_signup",
                        "autoconfirm",
                        "password_min_length",
                        "auth",
                        "rest",
                        "storage");
    }

    /// The dashboard is written against its own copy of the document. All that it relies on must be
    /// served: every operation, and every field it reads or sends.
    @Test
    void the_dashboards_document_asks_for_nothing_that_is_not_served() throws Exception {
        var ours = guest().get("/platform/openapi.json").json();
        var theirs =
                JsonMapper.shared()
                        .readTree(Files.readString(Path.of("../frontend/openapi/platform.json")));
        var missing = new TreeSet<String>();
        for (var path : theirs.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var name = operation.getKey() + " " + path.getKey();
                var served = ours.path("paths").path(path.getKey()).path(operation.getKey());
                if (served.isMissingNode()) {
                    missing.add(name);
                    continue;
                }
                for (var answer : operation.getValue().path("responses").properties()) {
                    if (answer.getKey().startsWith("2")) {
                        var body = schema(theirs, answer.getValue());
                        var mine = schema(ours, served.path("responses").path(answer.getKey()));
                        lacking(body, mine).forEach(field -> missing.add(name + " → " + field));
                    }
                }
                var body = schema(theirs, operation.getValue().path("requestBody"));
                lacking(body, schema(ours, served.path("requestBody")))
                        .forEach(field -> missing.add(name + " ← " + field));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> lacking(JsonNode wanted, JsonNode served) {
        return wanted.path("properties").propertyNames().stream()
                .filter(field -> served.path("properties").path(field).isMissingNode())
                .toList();
    }

    /// The object a body is, or the one its array is of.
    private static JsonNode schema(JsonNode api, JsonNode body) {
        var schema = body.path("content").path("application/json").path("schema");
        if (schema.has("items")) {
            schema = schema.path("items");
        }
        var name = schema.path("$ref").asString("");
        return name.isEmpty()
                ? schema
                : api.path("components")
                        .path("schemas")
                        .path(name.substring(name.lastIndexOf('/') + 1));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }
}
