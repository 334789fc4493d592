package dev.dupabase.cli.backup;

import dev.dupabase.cli.call.Json;
import tools.jackson.databind.JsonNode;

/// Where the backups of a project are found: they are settled for its organisation.
final class BackupPaths {
    private BackupPaths() {}

    static String history(JsonNode project) {
        return "/platform/backups/history" + of(project);
    }

    static String run(JsonNode project) {
        return "/platform/backups/run" + of(project);
    }

    private static String of(JsonNode project) {
        return "?org_id=%s&project_id=%s"
                .formatted(Json.text(project, "org_id"), Json.text(project, "id"));
    }
}
