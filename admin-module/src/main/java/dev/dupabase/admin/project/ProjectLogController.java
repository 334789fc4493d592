package dev.dupabase.admin.project;

import dev.dupabase.admin.audit.AuditFilter;
import dev.dupabase.admin.audit.AuditPage;
import dev.dupabase.admin.audit.AuditReader;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was done to a project (contracts/platform.md §12).
@RestController
@Tag(name = "logs")
class ProjectLogController {
    private final ProjectAccess access;
    private final AuditReader audit;

    ProjectLogController(ProjectAccess access, AuditReader audit) {
        this.access = access;
        this.audit = audit;
    }

    @GetMapping("/platform/projects/{id}/logs")
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "listProjectLogs",
            summary = "What was done to a project, newest first")
    AuditPage list(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        return audit.page(project.id(), AuditFilter.of(page, action, from, to));
    }
}
