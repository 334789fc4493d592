package dev.dupabase.admin.docs;

import dev.dupabase.admin.error.ErrorBody;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/// Completes the description that was found in the controllers.
@Component
class PlatformDocument implements OpenApiCustomizer {
    private final SettingsSchemas settings;
    private final RecordSchemas records;

    PlatformDocument(SettingsSchemas settings, RecordSchemas records) {
        this.settings = settings;
        this.records = records;
    }

    @Override
    public void customise(OpenAPI api) {
        api.setServers(List.of(new Server().url("/")));
        var refusal =
                ModelConverters.getInstance(true)
                        .resolveAsResolvedSchema(new AnnotatedType(ErrorBody.class));
        api.getComponents().addSchemas(Refusals.BODY, refusal.schema);
        new Presence(api, records.types()).complete();
        settings.complete(api);
        var phrases = new Phrases();
        var answers = new OperationAnswers(api.getComponents());
        var examples = new Examples(api, phrases);
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap()
                                .forEach((method, operation) -> {
                                    examples.complete(operation);
                                    answers.complete(path, method, operation);
                                    if (operation.getParameters() != null) {
                                        operation
                                                .getParameters()
                                                .forEach(one -> phrases.complete(path, one));
                                    }
                                }));
        StableOrder.bring(api);
    }
}
