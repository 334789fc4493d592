package dev.dupabase.admin.setting;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.apidoc.MayRefuse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Who may register, and how administrators change it (contracts/platform.md §5, §14).
@RestController
@Tag(name = "administration")
class SettingsController {
    private final PlatformSettings settings;
    private final AuditLog audit;

    SettingsController(PlatformSettings settings, AuditLog audit) {
        this.settings = settings;
        this.audit = audit;
    }

    @Schema(name = "RegistrationMode")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record InstallationSettings(RegistrationMode registrationMode) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record SettingsChange(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String registrationMode) {}

    @GetMapping("/platform/auth/registration-mode")
    @Operation(operationId = "getRegistrationMode", summary = "Who may register")
    InstallationSettings registrationMode() {
        return new InstallationSettings(settings.registrationMode());
    }

    @GetMapping("/platform/admin/settings")
    @Operation(operationId = "getSettings", summary = "The installation's settings")
    InstallationSettings get() {
        return new InstallationSettings(settings.registrationMode());
    }

    @PutMapping("/platform/admin/settings")
    @MayRefuse(
            status = 400,
            code = "invalid_input",
            text = "the registration mode is open, invite or disabled")
    @Operation(operationId = "updateSettings", summary = "Change the installation's settings")
    @Transactional
    public Status put(@RequestBody SettingsChange change, Caller caller) {
        var mode =
                RegistrationMode.ofLabel(change.registrationMode())
                        .orElseThrow(() ->
                                Problems.of(
                                        "registration_mode",
                                        "the registration mode is open, invite or" + " disabled"));
        settings.setRegistrationMode(mode);
        audit.write(
                caller,
                Deed.by(caller, AuditAction.ADMIN_UPDATE_SETTINGS, "registration_mode")
                        .with(Map.of("registration_mode", mode.label())));
        return new Status("updated");
    }
}
