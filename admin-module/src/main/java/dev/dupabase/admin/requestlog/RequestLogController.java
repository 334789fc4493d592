package dev.dupabase.admin.requestlog;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.usage.UsageFlush;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The requests to a project, for those who build it.
@RestController
@Tag(name = "logs")
class RequestLogController {
    private final ProjectAccess access;
    private final RequestLogReader reader;
    private final UsageFlush flush;

    RequestLogController(ProjectAccess access, RequestLogReader reader, UsageFlush flush) {
        this.access = access;
        this.reader = reader;
        this.flush = flush;
    }

    @GetMapping("/platform/projects/{id}/logs/requests")
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "listRequests",
            summary = "Requests to a project, newest first",
            description =
                    "All of a quiet project's, samples of a busy one's, errors rather than others."
                            + " Never holds keys, tokens, bodies or what filters compare with. Kept"
                            + " for REQUEST_LOG_DAYS.")
    RequestLogPage list(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "per_page", defaultValue = "50") int perPage,
            @Parameter(description = "An HTTP method", example = "GET")
                    @RequestParam(required = false)
                    @Nullable String method,
            @Parameter(
                            name = "class",
                            description = "rest, rpc, graphql, auth, storage or realtime",
                            example = "rest")
                    @RequestParam(name = "class", required = false)
                    @Nullable String kind,
            @Parameter(description = "A status, or a class of them", example = "4xx")
                    @RequestParam(required = false)
                    @Nullable String status,
            @Parameter(description = "A part of the path", example = "/todos")
                    @RequestParam(required = false)
                    @Nullable String path,
            @Parameter(
                            description = "The X-Request-ID of the answer",
                            example = "5f1d3c2b9a8e4d70b6c1a2f3e4d5c6b7")
                    @RequestParam(name = "request_id", required = false)
                    @Nullable String requestId,
            @Parameter(description = "Not before this time", example = "2026-11-21T12:00:00Z")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(description = "Not after this time", example = "2026-11-21T13:00:00Z")
                    @RequestParam(required = false)
                    @Nullable String to,
            Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        var filter =
                RequestLogFilter.of(
                        new RequestLogFilter.Wish(
                                page, perPage, method, kind, status, path, requestId, from, to));
        flush.freshenLog();
        return reader.page(project.id(), filter);
    }
}
