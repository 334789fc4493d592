package dev.dupabase.admin.docs;

import dev.dupabase.admin.error.ErrorBody;
import dev.dupabase.platform.project.SettingsSection;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/// Says of each operation how it may be refused; all do it in the same form.
@Component
class OperationAnswers implements OpenApiCustomizer {
    private static final String REFUSAL = "Refusal";
    private static final List<String> SETTINGS =
            List.of("ProjectSettings", "ProjectSettingsChange");
    private static final String ANY = "sections";
    private static final List<String> PUBLIC =
            List.of(
                    "/platform/auth/login",
                    "/platform/auth/register",
                    "/platform/auth/registration-mode");

    private static final Set<String> MAY_CONFLICT =
            Set.of(
                    "register",
                    "createProject",
                    "createOrganisation",
                    "pauseProject",
                    "resumeProject",
                    "setAdmin",
                    "deleteUser");

    private final List<SettingsSection<?>> sections;

    OperationAnswers(List<SettingsSection<?>> sections) {
        this.sections = sections;
    }

    @Override
    public void customise(OpenAPI api) {
        api.setServers(List.of(new Server().url("/")));
        var refusal =
                ModelConverters.getInstance(true)
                        .resolveAsResolvedSchema(new AnnotatedType(ErrorBody.class));
        api.getComponents().addSchemas(REFUSAL, refusal.schema);
        api.getComponents()
                .getSchemas()
                .forEach((name, schema) -> {
                    if (SETTINGS.contains(name)) {
                        describeSections(schema);
                    }
                });
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperations().forEach(operation -> addRefusals(path, operation)));
    }

    /// Which modules there are is known when the house is put together.
    private void describeSections(Schema<?> settings) {
        settings.getProperties().remove(ANY);
        if (settings.getRequired() != null) {
            settings.setRequired(
                    settings.getRequired().stream().filter(name -> !name.equals(ANY)).toList());
        }
        for (var section : sections) {
            settings.addProperty(section.name(), new ObjectSchema().additionalProperties(true));
        }
    }

    private static void addRefusals(String path, Operation operation) {
        var refusals = new TreeMap<String, String>();
        if (operation.getRequestBody() != null || operation.getParameters() != null) {
            refusals.put("400", "The request is malformed or a field is at fault");
        }
        if (!PUBLIC.contains(path)) {
            refusals.put("401", "Nobody is signed in");
            if (path.startsWith("/platform/admin/") || path.startsWith("/platform/projects")) {
                refusals.put("403", "The caller may not do this");
            }
        }
        if (MAY_CONFLICT.contains(operation.getOperationId())) {
            refusals.put("409", "Something is in the way");
        }
        if (operation.getOperationId().equals("register")) {
            refusals.put("403", "Registration is disabled");
        }
        if (path.contains("{")) {
            refusals.put("404", "There is no such thing, or it is not the caller's to know");
        }
        refusals.put("429", "Too many requests; Retry-After says when to come back");
        refusals.forEach((status, text) -> add(operation, status, text));
        operation
                .getResponses()
                .forEach((status, response) -> {
                    if (!status.startsWith("2") && response.getContent() == null) {
                        response.setContent(refusal());
                    }
                });
    }

    private static void add(Operation operation, String status, String text) {
        if (!operation.getResponses().containsKey(status)) {
            operation.getResponses().addApiResponse(status, new ApiResponse().description(text));
        }
    }

    private static Content refusal() {
        var schema = new Schema<Map<String, Object>>();
        schema.set$ref(REFUSAL);
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }
}
