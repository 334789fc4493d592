package dev.dupabase.backup.run;

import dev.dupabase.backup.error.BackupError;
import dev.dupabase.backup.run.Run.Trigger;
import dev.dupabase.backup.setting.BackupAction;
import dev.dupabase.backup.setting.LocationStore;
import dev.dupabase.backup.setting.SettingsStore;
import dev.dupabase.backup.store.ObjectStores;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The backups there are (contracts/platform.md §13).
@RestController
@RequestMapping("/platform/backups")
@Tag(name = "backups")
class RunController {
    private static final int NEWEST = 100;
    private static final Duration LINK_LIFETIME = Duration.ofMinutes(5);

    private final ProjectAccess access;
    private final SettingsStore settings;
    private final LocationStore locations;
    private final RunStore store;
    private final Backups backups;
    private final ProjectDirectory projects;
    private final ObjectStores objects;
    private final AuditTrail trail;

    RunController(
            ProjectAccess access,
            SettingsStore settings,
            LocationStore locations,
            RunStore store,
            Backups backups,
            ProjectDirectory projects,
            ObjectStores objects,
            AuditTrail trail) {
        this.access = access;
        this.settings = settings;
        this.locations = locations;
        this.store = store;
        this.backups = backups;
        this.projects = projects;
        this.objects = objects;
        this.trail = trail;
    }

    @Schema(name = "BackupStarted")
    record Started(@Schema(allowableValues = "backup started") String status) {}

    @Schema(name = "BackupCancelled")
    record Cancelled(@Schema(allowableValues = "cancelled") String status) {}

    /// Where a backup can be fetched for a while.
    @Schema(name = "BackupDownload")
    record Download(
            @Schema(
                            example =
                                    "https://s3.eu-central-1.amazonaws.com/acme-backups/…?X-Amz-Signature=…")
                    String url) {}

    @GetMapping("/history")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "listBackups",
            summary = "The newest 100 backups of an organisation",
            description = "Newest first; those whose object was thrown away too.")
    List<RunBody> history(
            @RequestParam(name = "org_id", required = false) @Nullable UUID orgId,
            @Parameter(description = "Only those of this project.")
                    @RequestParam(name = "project_id", required = false)
                    @Nullable UUID projectId,
            Caller caller) {
        var org = organisation(caller, orgId, OrgRole.VIEWER);
        return store.ofOrganisation(org, projectId, NEWEST).stream().map(this::body).toList();
    }

    @GetMapping("/history/{id}")
    @Needs(Rank.DEVELOPER)
    @Operation(operationId = "getBackup", summary = "A backup")
    RunBody get(@PathVariable long id, Caller caller) {
        return body(require(caller, id, OrgRole.DEVELOPER));
    }

    @PostMapping("/run")
    @Needs(Rank.DEVELOPER)
    @MayRefuse(status = 400, code = "backups_disabled", text = "backups are switched off")
    @MayRefuse(
            status = 404,
            code = "backup_settings_not_found",
            text = "backups are not set up for this organisation")
    @Operation(
            operationId = "runBackups",
            summary = "Back up an organisation's projects now",
            description =
                    "Those that the settings name, or the one given here. A project that is being"
                            + " backed up already is left alone. Follow them at listBackups.")
    Started run(
            @RequestParam(name = "org_id", required = false) @Nullable UUID orgId,
            @Parameter(description = "Only this project.")
                    @RequestParam(name = "project_id", required = false)
                    @Nullable UUID projectId,
            Caller caller) {
        var org = organisation(caller, orgId, OrgRole.DEVELOPER);
        var wanted =
                settings.find(org)
                        .orElseThrow(() ->
                                new ApiException(
                                        BackupError.BACKUP_SETTINGS_NOT_FOUND,
                                        "backups are not set up for this organisation"));
        if (!wanted.enabled()) {
            throw new ApiException(BackupError.BACKUPS_DISABLED, "backups are switched off");
        }
        var chosen = chosen(org, projectId);
        for (var project : chosen) {
            if (projectId != null || wanted.covers(project.id())) {
                backups.start(project, wanted, Trigger.MANUAL, caller.id());
            }
        }
        trail.write(
                caller,
                Deed.by(caller, BackupAction.RUN_BACKUP_NOW, wanted.id()).inOrganisation(org));
        return new Started("backup started");
    }

    private List<Project> chosen(UUID org, @Nullable UUID projectId) {
        var all =
                projects.inOrganisation(org).stream()
                        .filter(project ->
                                project.status() == ProjectStatus.ACTIVE
                                        || project.status() == ProjectStatus.PAUSED)
                        .toList();
        if (projectId == null) {
            return all;
        }
        var one = all.stream().filter(project -> project.id().equals(projectId)).toList();
        if (one.isEmpty()) {
            throw new ApiException(
                            BackupError.BACKUP_INVALID,
                            "project_id names no project of the organisation")
                    .field("project_id", "names no project of the organisation");
        }
        return one;
    }

    @PostMapping("/history/{id}/cancel")
    @Needs(Rank.DEVELOPER)
    @MayRefuse(status = 400, code = "backup_not_running", text = "the backup is not running")
    @Operation(
            operationId = "cancelBackup",
            summary = "End a backup that runs",
            description = "What it has uploaded is thrown away.")
    Cancelled cancel(@PathVariable long id, Caller caller) {
        var run = require(caller, id, OrgRole.DEVELOPER);
        if (!backups.cancel(id)) {
            throw new ApiException(BackupError.BACKUP_NOT_RUNNING, "the backup is not running");
        }
        trail.write(caller, deed(caller, BackupAction.CANCEL_BACKUP, run));
        return new Cancelled("cancelled");
    }

    @GetMapping("/history/{id}/download")
    @Needs(Rank.DEVELOPER)
    @MayRefuse(status = 400, code = "backup_not_completed", text = "the backup is not completed")
    @MayRefuse(status = 409, code = "backup_pruned", text = "the backup was thrown away")
    @Operation(
            operationId = "downloadBackup",
            summary = "Fetch a backup from the object store",
            description =
                    "Leads to an address that holds for five minutes. An encrypted one is handed"
                            + " out as it is: see docs/backup.md.")
    @ApiResponse(responseCode = "302", description = "To the object store.", content = @Content)
    @ApiResponse(responseCode = "200", description = "With redirect=false: the address.")
    ResponseEntity<Download> download(
            @PathVariable long id,
            @Parameter(description = "false: answer with the address.")
                    @RequestParam(name = "redirect", defaultValue = "true")
                    boolean redirect,
            Caller caller) {
        var run = require(caller, id, OrgRole.DEVELOPER);
        run.requireRestorable();
        try (var bucket = objects.openBriefly(locations.get(run.locationId()))) {
            var name = run.key().substring(run.key().lastIndexOf('/') + 1);
            var url = bucket.presign(run.key(), run.databaseName() + "_" + name, LINK_LIFETIME);
            trail.write(caller, deed(caller, BackupAction.DOWNLOAD_BACKUP, run));
            return redirect
                    ? ResponseEntity.status(HttpStatus.FOUND).location(url).build()
                    : ResponseEntity.ok(new Download(url.toString()));
        }
    }

    private static Deed deed(Caller caller, BackupAction action, Run run) {
        return Deed.by(caller, action, run.id())
                .inProject(run.projectId())
                .inOrganisation(run.orgId());
    }

    private RunBody body(Run run) {
        return RunBody.of(run, locations.get(run.locationId()).bucket());
    }

    private Run require(Caller caller, long id, OrgRole least) {
        var run = store.find(id).orElseThrow(RunController::notFound);
        access.requireIn(caller, run.orgId(), least);
        return run;
    }

    static ApiException notFound() {
        return new ApiException(BackupError.BACKUP_NOT_FOUND, "there is no such backup");
    }

    private UUID organisation(Caller caller, @Nullable UUID orgId, OrgRole least) {
        var org = orgId == null ? access.personalOrganisation(caller) : orgId;
        access.requireIn(caller, org, least);
        return org;
    }
}
