package dev.dupabase.admin.analytics;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.usage.UsageClass;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What goes on in a project (contracts/platform.md §11).
@RestController
@RequestMapping("/platform/projects/{id}/analytics")
@Tag(name = "usage")
class AnalyticsController {
    private static final int MOST_HOURS = 168;

    private final ProjectAccess access;
    private final Analytics analytics;

    AnalyticsController(ProjectAccess access, Analytics analytics) {
        this.access = access;
        this.analytics = analytics;
    }

    @GetMapping("/database")
    @Needs(Rank.VIEWER)
    @MayRefuse(status = 409, code = "project_wrong_state", text = "the project is paused")
    @Operation(
            operationId = "getDatabaseAnalytics",
            summary = "How large a project's database and its tables are",
            description = "Asked of PostgreSQL once in thirty seconds; rows are its estimates.")
    DatabaseAnalytics database(@PathVariable UUID id, Caller caller) {
        return analytics.database(project(caller, id));
    }

    @GetMapping("/connections")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "getConnectionAnalytics",
            summary = "The connections to a project's database")
    ConnectionAnalytics connections(@PathVariable UUID id, Caller caller) {
        return analytics.connections(project(caller, id));
    }

    @GetMapping("/queries")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "getQueryAnalytics",
            summary = "The statements on which most time was spent",
            description =
                    "Needs the extension pg_stat_statements, loaded by the server; values are not"
                            + " shown.")
    QueryAnalytics queries(@PathVariable UUID id, Caller caller) {
        return analytics.queries(project(caller, id));
    }

    @GetMapping("/auth")
    @Needs(Rank.VIEWER)
    @MayRefuse(status = 409, code = "project_wrong_state", text = "the project is paused")
    @Operation(operationId = "getAuthAnalytics", summary = "The users of a project, counted")
    AuthAnalytics users(@PathVariable UUID id, Caller caller) {
        return analytics.users(project(caller, id));
    }

    @GetMapping("/api-usage")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "getApiUsage",
            summary = "Requests of the last thirty days, by day and kind")
    ApiUsage apiUsage(@PathVariable UUID id, Caller caller) {
        return analytics.apiUsage(project(caller, id));
    }

    @GetMapping("/overview")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "getAnalyticsOverview",
            summary = "Database, connections, users and requests at once",
            description = "A part that cannot be had now is null.")
    Overview overview(@PathVariable UUID id, Caller caller) {
        return analytics.overview(project(caller, id));
    }

    @GetMapping("/requests")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "getRequestSeries",
            summary = "Requests and errors hour by hour, and how long they took",
            description =
                    "Without class: of all the project's APIs. The last hour is the present one.")
    RequestSeries requests(
            @PathVariable UUID id,
            @Parameter(description = "How many hours, from 1 to 168", example = "24")
                    @RequestParam(defaultValue = "24")
                    int hours,
            @Parameter(
                            name = "class",
                            description = "rest, rpc, graphql, auth, storage, realtime or platform",
                            example = "rest")
                    @RequestParam(name = "class", required = false)
                    @Nullable String kind,
            Caller caller) {
        var project = project(caller, id);
        if (hours < 1 || hours > MOST_HOURS) {
            throw Problems.of("hours", "hours is a number from 1 to " + MOST_HOURS);
        }
        if (kind != null && UsageClass.ofLabel(kind) == null) {
            throw Problems.of("class", "there is no such class of requests");
        }
        return analytics.requests(project, hours, kind);
    }

    private Project project(Caller caller, UUID id) {
        return access.require(caller, id, OrgRole.VIEWER).project();
    }
}
