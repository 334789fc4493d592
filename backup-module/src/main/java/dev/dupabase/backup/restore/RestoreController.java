package dev.dupabase.backup.restore;

import dev.dupabase.backup.error.BackupError;
import dev.dupabase.backup.run.RunStore;
import dev.dupabase.backup.setting.BackupAction;
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
import dev.dupabase.platform.task.FollowedTask;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Restores (contracts/platform.md §13.3).
@RestController
@RequestMapping("/platform/backups")
@Tag(name = "backups")
class RestoreController {
    private final ProjectAccess access;
    private final PasswordConfirmation passwords;
    private final RunStore runs;
    private final RestoreStore store;
    private final Restores restores;
    private final AuditTrail trail;

    RestoreController(
            ProjectAccess access,
            PasswordConfirmation passwords,
            RunStore runs,
            RestoreStore store,
            Restores restores,
            AuditTrail trail) {
        this.access = access;
        this.passwords = passwords;
        this.runs = runs;
        this.store = store;
        this.restores = restores;
        this.trail = trail;
    }

    /// @param targetProjectId absent: the project that was backed up
    /// @param dryRun whether only to see that it can be restored
    @Schema(name = "NewRestore")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Wish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String platformPassword,
            @Schema(description = "Absent: the project that was backed up.")
                    @Nullable UUID targetProjectId,
            @Schema(description = "Restore into a database that is dropped afterwards.")
                    @Nullable Boolean dryRun) {}

    @Schema(name = "RestoreStarted")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Started(
            @Schema(example = "42") long taskId,
            @Schema(allowableValues = "restoring") String status) {}

    @Schema(name = "RestoreCancelled")
    record Cancelled(@Schema(allowableValues = "cancelled") String status) {}

    @PostMapping("/{id}/restore")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs(value = Rank.ADMIN, password = true)
    @MayRefuse(status = 400, code = "backup_not_completed", text = "the backup is failed")
    @MayRefuse(
            status = 409,
            code = "backup_pruned",
            text = "the backup was thrown away when its time had come")
    @MayRefuse(
            status = 409,
            code = "restore_running",
            text = "a restore into this project runs already")
    @Operation(
            operationId = "restoreBackup",
            summary = "Put a project back to where a backup found it",
            description =
                    "Into a new database, which takes the place of the project's own when all is"
                            + " well; that one is kept for a day. Follow it at getRestore, or as an"
                            + " import task of the project.")
    Started restore(@PathVariable long id, @RequestBody Wish wish, Caller caller) {
        var run =
                runs.find(id)
                        .orElseThrow(() ->
                                new ApiException(
                                        BackupError.BACKUP_NOT_FOUND, "there is no such backup"));
        access.requireIn(caller, run.orgId(), OrgRole.ADMIN);
        passwords.require(caller, "platform_password", wish.platformPassword());
        run.requireRestorable();
        var target = wish.targetProjectId() == null ? run.projectId() : wish.targetProjectId();
        var project = access.require(caller, target, OrgRole.ADMIN).project();
        var restore = restores.start(caller, run, project, Boolean.TRUE.equals(wish.dryRun()));
        return new Started(restore.id(), "restoring");
    }

    @GetMapping("/restores/{id}")
    @Needs(Rank.VIEWER)
    @Operation(operationId = "getRestore", summary = "How far a restore is")
    FollowedTask get(@PathVariable long id, Caller caller) {
        return restores.followed(require(caller, id, OrgRole.VIEWER));
    }

    @PostMapping("/restores/{id}/cancel")
    @Needs(Rank.ADMIN)
    @MayRefuse(status = 400, code = "backup_not_running", text = "the restore is not running")
    @Operation(
            operationId = "cancelRestore",
            summary = "End a restore that runs",
            description = "The project stays as it is.")
    Cancelled cancel(@PathVariable long id, Caller caller) {
        var restore = require(caller, id, OrgRole.ADMIN);
        if (!restores.cancel(id)) {
            throw new ApiException(BackupError.BACKUP_NOT_RUNNING, "the restore is not running");
        }
        trail.write(
                caller,
                Deed.by(caller, BackupAction.CANCEL_RESTORE, id).inProject(restore.projectId()));
        return new Cancelled("cancelled");
    }

    private Restore require(Caller caller, long id, OrgRole least) {
        var restore =
                store.find(id)
                        .orElseThrow(() ->
                                new ApiException(
                                        BackupError.BACKUP_NOT_FOUND, "there is no such restore"));
        access.require(caller, restore.projectId(), least);
        return restore;
    }
}
