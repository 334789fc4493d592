package dev.dupabase.admin.operation;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.job.BackgroundTask;
import dev.dupabase.platform.job.TaskFilter;
import dev.dupabase.platform.job.TaskState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Background jobs of the whole installation, for administrators (contracts/platform.md §14).
@RestController
@RequestMapping("/platform/admin/jobs")
@Tag(name = "administration")
class JobController {
    private static final int DEFAULT_PER_PAGE = 20;
    private static final int MOST_PER_PAGE = 100;
    private static final int LAST_PAGE = 1000;

    private final JobBoard board;
    private final AuditLog audit;

    JobController(JobBoard board, AuditLog audit) {
        this.board = board;
        this.audit = audit;
    }

    /// A background job.
    ///
    /// @param kind what work; with `id` it names the job
    /// @param userId who asked for it
    /// @param percent how far it is
    /// @param phase what it does now
    /// @param error why the last try failed
    /// @param due when it is or was to begin
    @Schema(name = "Job")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record JobBody(
            @Schema(example = "import") String kind,
            String id,
            String title,
            @Schema(
                            allowableValues = {
                                "waiting",
                                "running",
                                "retrying",
                                "completed",
                                "failed",
                                "cancelled"
                            })
                    String state,
            @Nullable UUID projectId,
            @Nullable UUID orgId,
            @Nullable UUID userId,
            @Nullable Integer percent,
            @Nullable String phase,
            @Nullable String error,
            int attempts,
            Instant due,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            boolean mayCancel,
            boolean mayRetry) {
        static JobBody of(BackgroundTask task) {
            return new JobBody(
                    task.kind(),
                    task.id(),
                    task.title(),
                    task.state().label(),
                    task.projectId(),
                    task.organisationId(),
                    task.userId(),
                    task.percent(),
                    task.phase(),
                    task.error(),
                    task.attempts(),
                    task.due(),
                    task.startedAt(),
                    task.finishedAt(),
                    task.mayCancel(),
                    task.mayRetry());
        }
    }

    @Schema(name = "JobPage")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record JobPage(
            List<JobBody> jobs, List<String> kinds, int page, int perPage, boolean hasMore) {}

    /// @param kind of the job
    /// @param id of the job
    @Schema(name = "JobChoice")
    record JobChoice(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "import")
                    @Nullable String kind,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String id) {}

    @GetMapping
    @Operation(
            operationId = "listJobs",
            summary = "Background jobs, those at work first, then the newest")
    JobPage list(
            @Parameter(description = "Only jobs of this kind", example = "import")
                    @RequestParam(required = false)
                    @Nullable String kind,
            @Parameter(description = "Only jobs in this state", example = "running")
                    @RequestParam(required = false)
                    @Nullable String state,
            @Parameter(description = "Only jobs of this project")
                    @RequestParam(name = "project_id", required = false)
                    @Nullable UUID projectId,
            @Parameter(description = "Only jobs whose last try failed", example = "true")
                    @RequestParam(defaultValue = "false")
                    boolean failing,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "per_page", defaultValue = "20") int perPage) {
        int size = perPage < 1 || perPage > MOST_PER_PAGE ? DEFAULT_PER_PAGE : perPage;
        int number = Math.clamp(page, 1, LAST_PAGE);
        var filter = new TaskFilter(state(state), Optional.ofNullable(projectId), failing);
        var found = board.newest(filter, Optional.ofNullable(kind), number * size + 1);
        var shown = found.stream().skip((long) (number - 1) * size).limit(size).toList();
        return new JobPage(
                shown.stream().map(JobBody::of).toList(),
                board.kinds(),
                number,
                size,
                found.size() > number * size);
    }

    @PostMapping("/retry")
    @MayRefuse(status = 409, code = "job_wrong_state", text = "there is no such job")
    @Operation(
            operationId = "retryJob",
            summary = "Begin a job again, or a waiting one now",
            description = "409 if there is no such job, or it runs.")
    Status retry(@RequestBody JobChoice choice, Caller caller) {
        var job = Choice.of(choice);
        if (!board.retry(job.kind(), job.id())) {
            throw refused("there is no such job to begin again");
        }
        write(AuditAction.ADMIN_RETRY_JOB, job, caller);
        return new Status("retrying");
    }

    @PostMapping("/cancel")
    @MayRefuse(status = 409, code = "job_wrong_state", text = "there is no such job")
    @Operation(
            operationId = "cancelJob",
            summary = "End a job",
            description =
                    "409 if there is no such job, or it is none that may be ended: deletions go on"
                            + " until they are through.")
    Status cancel(@RequestBody JobChoice choice, Caller caller) {
        var job = Choice.of(choice);
        if (!board.cancel(job.kind(), job.id())) {
            throw refused("there is no such job to end");
        }
        write(AuditAction.ADMIN_CANCEL_JOB, job, caller);
        return new Status("cancelled");
    }

    /// A choice that is complete.
    private record Choice(String kind, String id) {
        static Choice of(JobChoice choice) {
            var kind = choice.kind();
            var id = choice.id();
            if (kind == null || kind.isBlank()) {
                throw Problems.of("kind", "the job's kind is needed");
            }
            if (id == null || id.isBlank()) {
                throw Problems.of("id", "the job's id is needed");
            }
            return new Choice(kind, id);
        }
    }

    private void write(AuditAction action, Choice job, Caller caller) {
        audit.write(caller, Deed.by(caller, action, job.id()).with(Map.of("kind", job.kind())));
    }

    private static Optional<TaskState> state(@Nullable String label) {
        if (label == null || label.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(TaskState.values())
                        .filter(state -> state.label().equals(label))
                        .findAny()
                        .orElseThrow(() -> Problems.of("state", "there is no such state")));
    }

    private static ApiException refused(String text) {
        return new ApiException(PlatformError.JOB_WRONG_STATE, text);
    }
}
