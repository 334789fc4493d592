package dev.dupabase.admin.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The whole audit log, for administrators (contracts/platform.md §14).
@RestController
@Tag(name = "administration")
class AuditController {
    private final AuditReader audit;

    AuditController(AuditReader audit) {
        this.audit = audit;
    }

    @GetMapping("/platform/admin/audit")
    @Operation(operationId = "listAudit", summary = "What was done, newest first")
    AuditPage list(
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "user_id", required = false) @Nullable UUID userId,
            @RequestParam(name = "project_id", required = false) @Nullable UUID projectId,
            @Parameter(description = "Only what happened in this organisation")
                    @RequestParam(name = "org_id", required = false)
                    @Nullable UUID orgId,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return audit.page(projectId, AuditFilter.of(page, action, from, to).by(userId).in(orgId));
    }
}
