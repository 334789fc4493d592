package dev.dupabase.admin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.PlatformApiTest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

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

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }
}
