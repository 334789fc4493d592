package dev.dupabase.admin.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.TreeMap;

/// Writes the document in the same order each time, whatever order the routes were found in: it is
/// kept under version control. Fields stay in the order of their records.
final class StableOrder {
    private StableOrder() {}

    static void bring(OpenAPI api) {
        var paths = new Paths();
        new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
        api.setPaths(paths);
        paths.values().forEach(path -> path.readOperations().forEach(StableOrder::sort));
        var components = api.getComponents();
        components.setSchemas(new TreeMap<>(components.getSchemas()));
        components.setResponses(new TreeMap<>(components.getResponses()));
    }

    private static void sort(Operation operation) {
        var answers = new ApiResponses();
        new TreeMap<>(operation.getResponses()).forEach(answers::addApiResponse);
        operation.setResponses(answers);
        operation.setExtensions(new TreeMap<>(operation.getExtensions()));
    }
}
