package dev.dupabase.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// The description of the platform API is complete. The dashboard's types and the generated client
/// are made from its copy in `frontend/openapi`, which `make openapi` writes.
class PlatformDocumentTest extends WholeHouse {
    private static final Path COPY = Path.of("../frontend/openapi/platform.json");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Test
    void the_copy_of_the_document_is_what_the_server_says() throws Exception {
        var served = document().root().toPrettyString().replace("\r\n", "\n") + "\n";
        if (System.getProperty("dupabase.openapi", "").equals("write")) {
            Files.writeString(COPY, served);
        }
        assertThat(Files.readAllLines(COPY))
                .as("frontend/openapi/platform.json is out of date: run `make openapi`")
                .zipSatisfy(
                        served.lines().toList(), (copy, line) -> assertThat(copy).isEqualTo(line));
    }

    @Test
    void every_route_below_platform_is_described() {
        var described = new TreeSet<String>();
        document().operations().forEach(operation -> described.add(operation.name()));
        assertThat(described).containsExactlyElementsOf(implemented());
    }

    private Set<String> implemented() {
        var all = new TreeSet<String>();
        routes.getHandlerMethods()
                .keySet()
                .forEach(info ->
                        info.getPatternValues().stream()
                                .filter(path -> path.startsWith("/platform/"))
                                .filter(path -> !path.startsWith("/platform/openapi.json"))
                                .forEach(path ->
                                        info.getMethodsCondition()
                                                .getMethods()
                                                .forEach(method -> all.add(method + " " + path))));
        return all;
    }

    @Test
    void every_operation_says_what_it_does_who_may_call_it_and_how_it_refuses() {
        assertThat(new Completeness(document()).complaints()).isEmpty();
    }

    @Test
    void what_does_not_fit_its_schema_is_seen() {
        var document = document();
        var project = document.root().at("/components/schemas/Project");
        var named = JsonMapper.shared().createObjectNode().put("name", 1);
        assertThat(document.faults(project, named))
                .anyMatch(fault -> fault.contains("'ref'"))
                .anyMatch(fault -> fault.contains("name"));
    }

    @Test
    void every_example_fits_its_schema() {
        assertThat(new Completeness(document()).unfitExamples()).isEmpty();
    }
}
