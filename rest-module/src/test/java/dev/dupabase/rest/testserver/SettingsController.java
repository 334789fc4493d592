package dev.dupabase.rest.testserver;

import dev.dupabase.rest.settings.RestSettings;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// `PATCH /settings` as the platform's, without its guards: null unsets.
@RestController
class SettingsController {
    private final FixedProject project;

    SettingsController(FixedProject project) {
        this.project = project;
    }

    @PatchMapping("/settings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replace(@RequestBody ObjectNode settings) {
        var rest = (ObjectNode) settings.get(RestSettings.SECTION.name());
        rest.properties().removeIf(entry -> entry.getValue().isNull());
        RestSettings.SECTION.parse(rest);
        project.replaceSettings(settings);
    }
}
