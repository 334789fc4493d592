package dev.dupabase.admin.project;

import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.project.ProjectApiKey;
import dev.dupabase.platform.provisioning.ProjectKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The keys of a project: the legacy pair, which is replaced whole, and opaque ones, which come and
/// go one by one.
@RestController
@RequestMapping("/platform/projects/{id}")
@Tag(name = "projects")
class ProjectKeyController {
    private final ProjectAccess access;
    private final ProjectKeys keys;
    private final ProjectBodies bodies;

    ProjectKeyController(ProjectAccess access, ProjectKeys keys, ProjectBodies bodies) {
        this.access = access;
        this.keys = keys;
        this.bodies = bodies;
    }

    /// @param graceSeconds how long tokens signed with the old secret are still accepted
    @Schema(name = "KeyRotation")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Rotation(@Nullable Long graceSeconds) {
        Duration grace() {
            return Duration.ofSeconds(graceSeconds == null ? 0 : graceSeconds);
        }
    }

    /// @param kind `publishable` or `secret`
    @Schema(name = "NewApiKey")
    record KeyWish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String name,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            allowableValues = {"publishable", "secret"})
                    @Nullable String kind) {}

    /// An opaque key without the key itself.
    ///
    /// @param prefix its beginning, enough to recognise it
    @Schema(name = "ApiKey")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record KeyBody(
            UUID id,
            String name,
            @Schema(allowableValues = {"publishable", "secret"}) String kind,
            String prefix,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {
        static KeyBody of(ProjectApiKey key) {
            return new KeyBody(
                    key.id(),
                    key.name(),
                    key.kind(),
                    key.prefix(),
                    key.createdAt(),
                    key.lastUsedAt(),
                    key.revokedAt());
        }
    }

    /// An opaque key just made.
    ///
    /// @param key shown this once
    @Schema(name = "IssuedApiKey")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record NewKeyBody(
            UUID id,
            String name,
            @Schema(allowableValues = {"publishable", "secret"}) String kind,
            String prefix,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt,
            String key) {}

    @PostMapping("/rotate-keys")
    @Needs(Rank.ADMIN)
    @Operation(
            operationId = "rotateKeys",
            summary = "Replace the JWT secret and both legacy keys",
            description =
                    "All tokens that the old secret signed end with it. Those of signing keys go on.")
    ProjectBody rotate(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Rotation rotation,
            Caller caller) {
        var found = access.require(caller, id, OrgRole.ADMIN);
        var grace = rotation == null ? Duration.ZERO : rotation.grace();
        return bodies.of(keys.rotate(found.project().ref(), grace), found.role());
    }

    @GetMapping("/api-keys")
    @Needs(Rank.DEVELOPER)
    @Operation(operationId = "listApiKeys", summary = "Opaque keys, revoked ones too")
    List<KeyBody> list(@PathVariable UUID id, Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        return keys.list(project).stream().map(KeyBody::of).toList();
    }

    @PostMapping("/api-keys")
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Rank.ADMIN)
    @MayRefuse(status = 400, code = "invalid_input", text = "a key's kind is publishable or secret")
    @Operation(operationId = "createApiKey", summary = "Make an opaque key; it is shown once")
    NewKeyBody create(@PathVariable UUID id, @RequestBody KeyWish wish, Caller caller) {
        var project = access.require(caller, id, OrgRole.ADMIN).project();
        var kind =
                Stream.of(ProjectKeys.Kind.values())
                        .filter(known -> known.label().equals(wish.kind()))
                        .findFirst()
                        .orElseThrow(
                                () -> Problems.of("kind", "a key's kind is publishable or secret"));
        var name = wish.name() == null ? "" : wish.name();
        var made = keys.create(project.ref(), kind, name, caller.id());
        var row = made.row();
        return new NewKeyBody(
                row.id(),
                row.name(),
                row.kind(),
                row.prefix(),
                row.createdAt(),
                row.lastUsedAt(),
                row.revokedAt(),
                made.key().reveal());
    }

    @DeleteMapping("/api-keys/{keyId}")
    @Needs(Rank.ADMIN)
    @MayRefuse(status = 404, code = "api_key_not_found", text = "there is no such key")
    @Operation(operationId = "revokeApiKey", summary = "Revoke an opaque key")
    Status revoke(@PathVariable UUID id, @PathVariable UUID keyId, Caller caller) {
        var project = access.require(caller, id, OrgRole.ADMIN).project();
        keys.revoke(project.ref(), keyId);
        return new Status("revoked");
    }
}
