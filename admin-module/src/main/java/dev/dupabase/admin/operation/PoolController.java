package dev.dupabase.admin.operation;

import dev.dupabase.platform.pool.PoolState;
import dev.dupabase.platform.pool.ProjectPools;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The connections to projects, for administrators (contracts/platform.md §14, §18).
@RestController
@Tag(name = "administration")
class PoolController {
    private final ProjectPools pools;
    private final ProjectDirectory directory;

    PoolController(ProjectPools pools, ProjectDirectory directory) {
        this.pools = pools;
        this.directory = directory;
    }

    /// The connections of one project.
    ///
    /// @param projectId null if the project was deleted a moment ago
    /// @param active connections at work for a request
    /// @param idle connections that wait for one
    /// @param waiting requests that wait for a connection
    /// @param waits how many requests have had to wait since the pool was opened
    /// @param evictions how many connections were closed to make room for other projects
    /// @param broken whether connecting fails, so that requests are refused for a while
    /// @param unusedSeconds since the last request
    @Schema(name = "Pool")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PoolBody(
            @Nullable UUID projectId,
            String projectRef,
            @Nullable String projectName,
            int active,
            int idle,
            int waiting,
            long waits,
            long evictions,
            boolean broken,
            long unusedSeconds) {
        static PoolBody of(PoolState state, Optional<Project> project) {
            return new PoolBody(
                    project.map(Project::id).orElse(null),
                    state.project().value(),
                    project.map(Project::name).orElse(null),
                    state.active(),
                    state.idle(),
                    state.waiting(),
                    state.waits(),
                    state.evictions(),
                    state.broken(),
                    state.unused().toSeconds());
        }
    }

    /// @param budget how many connections all pools may hold together
    /// @param free how many more of them may be opened now
    /// @param perProject how many of them one project may hold
    @Schema(name = "Pools")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PoolsBody(int budget, int free, int perProject, List<PoolBody> pools) {}

    @GetMapping("/platform/admin/pools")
    @Operation(
            operationId = "listPools",
            summary = "Connections to the projects' databases, those used last first",
            description = "Of the instance that answers; each has pools of its own.")
    PoolsBody list() {
        var budget = pools.budget();
        return new PoolsBody(
                budget.most(),
                budget.free(),
                budget.perProject(),
                pools.states().stream()
                        .map(state -> PoolBody.of(state, directory.find(state.project())))
                        .toList());
    }
}
