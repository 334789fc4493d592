package dev.dupabase.admin.project;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.provisioning.SigningKeys;
import dev.dupabase.platform.token.TokenAlgorithm;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/// The keys that sign the tokens of a project's users.
@RestController
@RequestMapping("/platform/projects/{id}/signing-keys")
@Tag(name = "projects")
class SigningKeyController {
    private final ProjectAccess access;
    private final SigningKeys keys;

    SigningKeyController(ProjectAccess access, SigningKeys keys) {
        this.access = access;
        this.keys = keys;
    }

    @Schema(name = "NewSigningKey")
    record KeyWish(
            @Schema(
                            allowableValues = {
                                "ES256", "RS256", "RS512", "ES512", "EdDSA", "HS256"
                            },
                            defaultValue = "ES256")
                    @Nullable String algorithm) {}

    /// @param immediately take the key into use although clients may still remember a list of
    ///   public keys without it
    @Schema(name = "SigningKeyUse")
    record Use(@Nullable Boolean immediately) {}

    /// A key without its private half.
    ///
    /// @param id the `kid` of its tokens
    /// @param statusSince when it came into its status
    /// @param publicJwk null for a secret and for a revoked key
    @Schema(name = "SigningKey")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record KeyBody(
            String id,
            String algorithm,
            @Schema(allowableValues = {"standby", "in_use", "previously_used", "revoked"})
                    String status,
            Instant createdAt,
            Instant statusSince,
            @Nullable Map<String, Object> publicJwk) {
        static KeyBody of(SigningKeys.Shown key) {
            return new KeyBody(
                    key.id(),
                    key.algorithm(),
                    key.status(),
                    key.createdAt(),
                    key.since(),
                    key.publicJwk().isEmpty() ? null : key.publicJwk());
        }
    }

    @GetMapping
    @Needs(Rank.DEVELOPER)
    @Operation(
            operationId = "listSigningKeys",
            summary = "Keys of the users' tokens, revoked ones too",
            description = "While none of them is in use, the JWT secret signs.")
    List<KeyBody> list(@PathVariable UUID id, Caller caller) {
        var project = access.require(caller, id, OrgRole.DEVELOPER).project();
        return keys.list(project).stream().map(KeyBody::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Rank.ADMIN)
    @Operation(
            operationId = "createSigningKey",
            summary = "Make a signing key, on standby",
            description = "It is published at once and signs when it is taken into use.")
    KeyBody create(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable KeyWish wish,
            Caller caller) {
        var ref = ref(id, caller);
        var label = wish == null || wish.algorithm() == null ? "ES256" : wish.algorithm();
        var algorithm =
                TokenAlgorithm.of(label)
                        .orElseThrow(() ->
                                Problems.of(
                                        "algorithm",
                                        "must be ES256, RS256, RS512, ES512, EdDSA or HS256"));
        return KeyBody.of(keys.create(ref, algorithm));
    }

    @PostMapping("/{keyId}/use")
    @Needs(Rank.ADMIN)
    @MayRefuse(status = 404, code = "signing_key_not_found", text = "there is no such key")
    @MayRefuse(
            status = 409,
            code = "signing_key_wrong_state",
            text = "the key was made a moment ago: clients may not know it yet")
    @Operation(
            operationId = "useSigningKey",
            summary = "Sign with a key from now on",
            description =
                    "Tokens of the key in use so far stay good until they expire. A key younger than"
                            + " 10 minutes is refused unless `immediately` is set.")
    KeyBody use(
            @PathVariable UUID id,
            @PathVariable String keyId,
            @RequestBody(required = false) @Nullable Use use,
            Caller caller) {
        boolean known = use != null && Boolean.TRUE.equals(use.immediately());
        return KeyBody.of(keys.use(ref(id, caller), keyId, known));
    }

    @DeleteMapping("/{keyId}")
    @Needs(Rank.ADMIN)
    @MayRefuse(status = 404, code = "signing_key_not_found", text = "there is no such key")
    @MayRefuse(
            status = 409,
            code = "signing_key_wrong_state",
            text = "a key in use cannot be revoked")
    @Operation(
            operationId = "revokeSigningKey",
            summary = "End a key and every token it signed",
            description = "Its private half is destroyed. A key in use cannot be revoked.")
    KeyBody revoke(@PathVariable UUID id, @PathVariable String keyId, Caller caller) {
        return KeyBody.of(keys.revoke(ref(id, caller), keyId));
    }

    private ProjectRef ref(UUID id, Caller caller) {
        return access.require(caller, id, OrgRole.ADMIN).project().ref();
    }
}
