package dev.dupabase.admin.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Writes the document in the same order each time, whatever order the routes were found in: it is
/// kept under version control. Fields stay in the order of their records.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class StableOrder implements OpenApiCustomizer {
    @Override
    public void customise(OpenAPI api) {
        var paths = new Paths();
        new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
        api.setPaths(paths);
        paths.values().forEach(path -> path.readOperations().forEach(StableOrder::sort));
        api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
    }

    private static void sort(Operation operation) {
        var answers = new ApiResponses();
        new TreeMap<>(operation.getResponses()).forEach(answers::addApiResponse);
        operation.setResponses(answers);
    }
}
