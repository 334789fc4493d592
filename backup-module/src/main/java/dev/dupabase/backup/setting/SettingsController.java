package dev.dupabase.backup.setting;

import dev.dupabase.backup.error.BackupError;
import dev.dupabase.backup.store.ObjectStores;
import dev.dupabase.backup.store.StoreFault;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.PasswordConfirmation;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.error.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Where and when an organisation's projects are backed up (contracts/platform.md §13).
@RestController
@RequestMapping("/platform/backups")
@Tag(name = "backups")
class SettingsController {
    private final ProjectAccess access;
    private final PasswordConfirmation passwords;
    private final SettingsService service;
    private final ObjectStores stores;
    private final AuditTrail trail;

    SettingsController(
            ProjectAccess access,
            PasswordConfirmation passwords,
            SettingsService service,
            ObjectStores stores,
            AuditTrail trail) {
        this.access = access;
        this.passwords = passwords;
        this.service = service;
        this.stores = stores;
        this.trail = trail;
    }

    /// @param orgId absent: the caller's personal organisation
    @Schema(name = "BackupSwitch")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Switch(
            @Nullable UUID orgId,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Boolean enabled,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable String platformPassword) {}

    @Schema(name = "BackupConnection")
    record Connected(@Schema(allowableValues = "connected") String status) {}

    @GetMapping("/settings")
    @Needs(Rank.VIEWER)
    @MayRefuse(
            status = 404,
            code = "backup_settings_not_found",
            text = "backups are not set up for this organisation")
    @Operation(
            operationId = "getBackupSettings",
            summary = "How an organisation's projects are backed up",
            description = "The keys are never shown. Without org_id: the personal organisation.")
    SettingsBody get(
            @RequestParam(name = "org_id", required = false) @Nullable UUID orgId, Caller caller) {
        var org = organisation(caller, orgId, OrgRole.VIEWER);
        return SettingsBody.of(service.get(org));
    }

    @PostMapping("/settings")
    @Needs(value = Rank.ADMIN, password = true)
    @Operation(
            operationId = "saveBackupSettings",
            summary = "Set how an organisation's projects are backed up",
            description =
                    "Backups are enabled by it. Empty keys mean the stored ones. Whether the bucket"
                            + " answers is not asked: see testBackupConnection.")
    SettingsBody save(@RequestBody SettingsWish wish, Caller caller) {
        var org = organisation(caller, wish.orgId(), OrgRole.ADMIN);
        passwords.require(caller, "platform_password", wish.platformPassword());
        return SettingsBody.of(service.save(caller, org, wish));
    }

    @PatchMapping("/settings")
    @Needs(value = Rank.ADMIN, password = true)
    @MayRefuse(
            status = 404,
            code = "backup_settings_not_found",
            text = "backups are not set up for this organisation")
    @Operation(
            operationId = "switchBackups",
            summary = "Switch an organisation's backups on or off",
            description = "Off: no schedule runs, and nobody can start one. What there is stays.")
    SettingsBody enable(@RequestBody Switch wish, Caller caller) {
        var org = organisation(caller, wish.orgId(), OrgRole.ADMIN);
        if (wish.enabled() == null) {
            throw Checked.invalid("enabled", "is required");
        }
        passwords.require(caller, "platform_password", wish.platformPassword());
        return SettingsBody.of(service.enable(caller, org, wish.enabled()));
    }

    @PostMapping("/test-connection")
    @Needs(Rank.ADMIN)
    @MayRefuse(
            status = 400,
            code = "s3_connection_failed",
            text = "the object store refuses access: wrong keys, or no right to do this")
    @Operation(
            operationId = "testBackupConnection",
            summary = "See whether a bucket answers",
            description =
                    "Asks whether there is such a bucket; nothing is written. Empty keys mean the"
                            + " stored ones.")
    Connected test(@RequestBody SettingsWish wish, Caller caller) {
        var org = organisation(caller, wish.orgId(), OrgRole.ADMIN);
        var location = service.location(org, wish);
        trail.write(
                caller,
                Deed.by(caller, BackupAction.TEST_S3_CONNECTION, location.bucket())
                        .inOrganisation(org)
                        .with(Map.of("endpoint", location.endpoint().toString())));
        try (var store = stores.openBriefly(location)) {
            store.check();
        } catch (StoreFault e) {
            throw new ApiException(BackupError.S3_CONNECTION_FAILED, e.explanation(), e);
        }
        return new Connected("connected");
    }

    private UUID organisation(Caller caller, @Nullable UUID orgId, OrgRole least) {
        var org = orgId == null ? access.personalOrganisation(caller) : orgId;
        access.requireIn(caller, org, least);
        return org;
    }
}
