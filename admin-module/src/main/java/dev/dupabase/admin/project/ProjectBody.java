package dev.dupabase.admin.project;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A project as a member of its organisation sees it.
///
/// @param serviceRoleKey empty for viewers
/// @param jwtSecret empty for viewers and in lists
/// @param apiUrl what to give to `createClient`
/// @param settings three settings by the names of old, and those of each module under its name
@Schema(name = "Project")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ProjectBody(
        UUID id,
        String ref,
        String name,
        String dbName,
        UUID orgId,
        String region,
        String anonKey,
        String serviceRoleKey,
        String jwtSecret,
        @Schema(allowableValues = {"creating", "active", "paused", "deleting", "deleted"})
                String status,
        String apiUrl,
        String siteUrl,
        SettingsBody settings,
        Instant createdAt) {
    @Override
    public String toString() {
        return "ProjectBody[" + ref + "]";
    }
}
