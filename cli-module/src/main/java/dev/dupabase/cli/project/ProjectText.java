package dev.dupabase.cli.project;

import dev.dupabase.cli.call.Json;
import tools.jackson.databind.JsonNode;

/// A project as people read it.
final class ProjectText {
    private static final String HIDDEN = "(hidden: --secrets shows it)";

    private ProjectText() {}

    static String of(JsonNode project, boolean secrets) {
        return """
        name              %s
        ref               %s
        id                %s
        status            %s
        database          %s
        api url           %s
        anon key          %s
        service role key  %s
        jwt secret        %s
        """
                .formatted(
                        Json.text(project, "name"),
                        Json.text(project, "ref"),
                        Json.text(project, "id"),
                        Json.text(project, "status"),
                        Json.text(project, "db_name"),
                        Json.text(project, "api_url"),
                        Json.text(project, "anon_key"),
                        secret(project, "service_role_key", secrets),
                        secret(project, "jwt_secret", secrets));
    }

    private static String secret(JsonNode project, String field, boolean shown) {
        var value = Json.text(project, field);
        if (value.isEmpty()) {
            return "(not for your role)";
        }
        return shown ? value : HIDDEN;
    }
}
