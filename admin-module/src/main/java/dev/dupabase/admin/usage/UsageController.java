package dev.dupabase.admin.usage;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was used, by projects and organisations.
@RestController
@Tag(name = "usage")
class UsageController {
    private final ProjectAccess access;
    private final UsageReports reports;
    private final OrganisationReports organisations;
    private final Clock clock;

    UsageController(
            ProjectAccess access,
            UsageReports reports,
            OrganisationReports organisations,
            Clock clock) {
        this.access = access;
        this.reports = reports;
        this.organisations = organisations;
        this.clock = clock;
    }

    @GetMapping("/platform/projects/{id}/usage")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "getProjectUsage",
            summary = "What a project used, day by day",
            description =
                    "Requests to the project's APIs, rows, bytes, active users and the size of its"
                            + " database. Days are those of UTC; at most 400 at once.")
    ProjectUsage ofProject(
            @PathVariable UUID id,
            @Parameter(
                            description = "The first day; absent: the first of the month",
                            example = "2026-11-01")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(description = "The last day; absent: today", example = "2026-11-21")
                    @RequestParam(required = false)
                    @Nullable String to,
            Caller caller) {
        var project = access.require(caller, id, OrgRole.VIEWER).project();
        return reports.of(project, UsagePeriod.of(from, to, today()));
    }

    @GetMapping("/platform/orgs/{id}/usage")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "getOrganisationUsage",
            summary = "What an organisation used, project by project, and its limits")
    OrganisationUsage ofOrganisation(
            @PathVariable UUID id,
            @Parameter(
                            description = "The first day; absent: the first of the month",
                            example = "2026-11-01")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(description = "The last day; absent: today", example = "2026-11-21")
                    @RequestParam(required = false)
                    @Nullable String to,
            Caller caller) {
        access.requireIn(caller, id, OrgRole.VIEWER);
        return organisations.of(id, UsagePeriod.of(from, to, today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
