package dev.dupabase.imports.http;

import dev.dupabase.imports.analysis.Analysis;
import dev.dupabase.imports.task.ImportError;
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
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.platform.task.FollowedTask;
import dev.dupabase.platform.task.TaskSource;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The routes of imports (contracts/platform.md §15). Restores of backups are followed here too.
@RestController
@RequestMapping("/platform/projects/{id}/import")
@Tag(name = "import and export")
class ImportController {
    private static final String FORM = "multipart/form-data";
    private static final int NEWEST = 50;

    private final ProjectAccess access;
    private final ImportRequests requests;
    private final List<TaskSource> sources;
    private final AuditTrail trail;

    ImportController(
            ProjectAccess access,
            ImportRequests requests,
            List<TaskSource> sources,
            AuditTrail trail) {
        this.access = access;
        this.requests = requests;
        this.sources = sources;
        this.trail = trail;
    }

    /// What has become of a task.
    @Schema(name = "ImportEnd")
    record End(@Schema(example = "cancelled") String status) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs(Rank.DEVELOPER)
    @MayRefuse(
            status = 409,
            code = "import_running",
            text = "another import into this project is running")
    @Operation(
            operationId = "startImport",
            summary = "Bring a dump into a project",
            description =
                    "The dump is a file of pg_dump in any format, or of SQL, packed or not; or one that was analysed before, by its upload_id. The answer comes at once: follow the task.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = FORM,
                                            schema = @Schema(implementation = ImportForm.class))))
    FollowedTask start(@PathVariable UUID id, Caller caller, HttpServletRequest request)
            throws IOException {
        var project = active(access.require(caller, id, OrgRole.DEVELOPER).project());
        long task = requests.start(project, caller, request);
        return find(project, task).orElseThrow(ImportController::unknown);
    }

    @PostMapping("/analyze")
    @Needs(Rank.DEVELOPER)
    @MayRefuse(status = 400, code = "dump_unreadable", text = "the archive is cut off or damaged")
    @Operation(
            operationId = "analyzeDump",
            summary = "Look into a dump",
            description =
                    "Reads all of it and runs nothing. The file waits for an hour under its upload_id, to be imported.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(
                                            mediaType = FORM,
                                            schema = @Schema(implementation = ImportForm.class))))
    Analysis analyze(@PathVariable UUID id, Caller caller, HttpServletRequest request)
            throws IOException {
        var project = active(access.require(caller, id, OrgRole.DEVELOPER).project());
        return requests.analyse(project, caller, request);
    }

    @GetMapping("/history")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "listImports",
            summary = "The newest imports and restores of a project",
            description = "At most 50, newest first.")
    List<FollowedTask> history(@PathVariable UUID id, Caller caller) {
        var project = access.require(caller, id, OrgRole.VIEWER).project();
        return sources.stream()
                .flatMap(source -> source.newest(project.id(), NEWEST).stream())
                .sorted(Comparator.comparingLong(FollowedTask::id).reversed())
                .limit(NEWEST)
                .toList();
    }

    @GetMapping("/{taskId}")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "getImport",
            summary = "How far an import is",
            description = "Restores of backups are found here as well.")
    FollowedTask get(@PathVariable UUID id, @PathVariable long taskId, Caller caller) {
        var project = access.require(caller, id, OrgRole.VIEWER).project();
        return find(project, taskId).orElseThrow(ImportController::unknown);
    }

    @PostMapping("/{taskId}/cancel")
    @Needs(Rank.DEVELOPER)
    @MayRefuse(status = 400, code = "import_not_running", text = "this import does not run")
    @Operation(
            operationId = "cancelImport",
            summary = "Stop an import",
            description =
                    "The project is as it was before. Too late once the end is being written.")
    End cancel(@PathVariable UUID id, @PathVariable long taskId, Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        if (find(project, taskId).isEmpty()) {
            throw unknown();
        }
        if (sources.stream().noneMatch(source -> source.cancel(project.id(), taskId))) {
            throw new ApiException(ImportError.IMPORT_NOT_RUNNING, "this import does not run");
        }
        trail.write(
                caller,
                Deed.by(caller, ImportAction.CANCEL_IMPORT, taskId).inProject(project.id()));
        return new End("cancelled");
    }

    private Optional<FollowedTask> find(Project project, long task) {
        return sources.stream()
                .flatMap(source -> source.find(project.id(), task).stream())
                .findFirst();
    }

    private static Project active(Project project) {
        if (project.status() != ProjectStatus.ACTIVE) {
            throw new ApiException(ProjectError.PROJECT_WRONG_STATE, "the project is not active");
        }
        return project;
    }

    private static ApiException unknown() {
        return new ApiException(ImportError.IMPORT_NOT_FOUND, "there is no such import");
    }
}
