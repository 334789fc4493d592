package dev.dupabase.admin.studio.catalog;

import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// The schema of a project's database in one document.
@RestController
@Tag(name = "database")
class CatalogController {
    private final ProjectAccess access;
    private final CatalogReader reader;

    CatalogController(ProjectAccess access, CatalogReader reader) {
        this.access = access;
        this.reader = reader;
    }

    @GetMapping("/platform/projects/{id}/catalog")
    @Needs(Rank.VIEWER)
    @Operation(
            operationId = "readCatalog",
            summary = "The whole schema of a project's database",
            description =
                    "Schemas, tables and views with columns, keys, indexes, triggers, policies and"
                            + " privileges, functions, types, extensions, and the roles that"
                            + " policies may name. With an ETag: a client that sends it back gets"
                            + " 304 while nothing has changed. Viewers do not see auth, storage"
                            + " and secret columns.")
    @ApiResponse(
            responseCode = "200",
            description = "The schema",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Catalog.class)))
    @ApiResponse(
            responseCode = "304",
            description = "It is what the client has",
            content = @Content)
    ResponseEntity<byte[]> read(@PathVariable UUID id, WebRequest request, Caller caller) {
        var found = access.require(caller, id, OrgRole.VIEWER);
        var body = reader.read(found).getBytes(StandardCharsets.UTF_8);
        var tag = '"' + DigestUtils.md5DigestAsHex(body) + '"';
        if (request.checkNotModified(tag)) {
            return ResponseEntity.status(304).eTag(tag).build();
        }
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
