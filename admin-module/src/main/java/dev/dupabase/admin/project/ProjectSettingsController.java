package dev.dupabase.admin.project;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.provisioning.ProjectConfigurator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// Changes settings of a project.
@RestController
@Tag(name = "projects")
class ProjectSettingsController {
    private final ProjectAccess access;
    private final SettingsBodies settings;
    private final ProjectConfigurator configurator;

    ProjectSettingsController(
            ProjectAccess access, SettingsBodies settings, ProjectConfigurator configurator) {
        this.access = access;
        this.settings = settings;
        this.configurator = configurator;
    }

    @PatchMapping("/platform/projects/{id}/settings")
    @Needs(Rank.ADMIN)
    @MayRefuse(status = 400, code = "project_invalid", text = "password_min_length is 6 to 72")
    @Operation(
            operationId = "updateProjectSettings",
            summary = "Change settings of a project",
            description =
                    "Any of enable_signup, autoconfirm, password_min_length, site_url, and an object"
                            + " for each module: auth, rest. A value of null or empty text goes back"
                            + " to the default.")
    SettingsBody patch(
            @PathVariable UUID id,
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(implementation = SettingsChange.class)))
                    ObjectNode change,
            Caller caller) {
        var project = access.require(caller, id, OrgRole.ADMIN).project();
        return settings.of(configurator.updateSettings(project.ref(), settings.sectionsOf(change)));
    }
}
