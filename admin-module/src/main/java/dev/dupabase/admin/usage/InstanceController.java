package dev.dupabase.admin.usage;

import dev.dupabase.platform.instance.InstanceId;
import dev.dupabase.platform.instance.Instances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Which processes serve the platform, for administrators.
@RestController
@Tag(name = "administration")
class InstanceController {
    private final Instances instances;
    private final InstanceId self;

    InstanceController(Instances instances, InstanceId self) {
        this.instances = instances;
        this.self = self;
    }

    /// @param seenAt when it last said that it is there
    /// @param self whether it is the one that answers
    @Schema(name = "Instance")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Body(
            UUID id,
            @Schema(example = "dupabase-7d4b9c") String host,
            @Schema(example = "3000") int port,
            Instant startedAt,
            Instant seenAt,
            boolean self) {}

    @GetMapping("/platform/admin/instances")
    @Operation(
            operationId = "listInstances",
            summary = "The processes that serve the platform, longest-running first")
    List<Body> list() {
        return instances.all().stream()
                .map(one ->
                        new Body(
                                one.id(),
                                one.host(),
                                one.port(),
                                one.startedAt(),
                                one.seenAt(),
                                one.id().equals(self.value())))
                .toList();
    }
}
