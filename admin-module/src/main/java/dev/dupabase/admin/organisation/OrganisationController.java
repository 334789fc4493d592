package dev.dupabase.admin.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.admin.audit.AuditLog;
import dev.dupabase.admin.error.PlatformError;
import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Organisations of the caller (contracts/platform.md §6).
@RestController
@Tag(name = "organisations")
class OrganisationController {
    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,48}[a-z0-9]");
    private static final int LONGEST_NAME = 100;

    private final Organisations organisations;
    private final AuditLog audit;

    OrganisationController(Organisations organisations, AuditLog audit) {
        this.organisations = organisations;
        this.audit = audit;
    }

    record NewOrganisation(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String name,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String slug) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record OrganisationDetail(@JsonUnwrapped Organisation organisation, long memberCount) {}

    @GetMapping("/platform/orgs")
    @Operation(operationId = "listOrganisations", summary = "Organisations of the caller")
    List<Organisation> list(Caller caller) {
        return organisations.of(caller.id());
    }

    @GetMapping("/platform/orgs/{id}")
    @Operation(operationId = "getOrganisation", summary = "An organisation")
    OrganisationDetail get(@PathVariable UUID id, Caller caller) {
        return new OrganisationDetail(find(id, caller), organisations.countMembers(id));
    }

    @PostMapping("/platform/orgs")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "createOrganisation", summary = "Make an organisation")
    @Transactional
    public Organisation create(@RequestBody NewOrganisation wish, Caller caller) {
        var name = wish.name() == null ? "" : wish.name().strip();
        var slug = wish.slug() == null ? "" : wish.slug();
        check(name, slug);
        try {
            var id = organisations.create(name, slug, caller.id());
            audit.write(AuditAction.CREATE_ORG, caller, id);
            return find(id, caller);
        } catch (DuplicateKeyException e) {
            throw new ApiException(PlatformError.SLUG_TAKEN, "this slug is taken")
                    .field("slug", "this slug is taken");
        }
    }

    private Organisation find(UUID id, Caller caller) {
        return organisations
                .find(id, caller.id())
                .orElseThrow(() ->
                        new ApiException(CommonError.NOT_FOUND, "there is no such organisation"));
    }

    private static void check(String name, String slug) {
        new Problems()
                .require(
                        !name.isEmpty()
                                && name.codePointCount(0, name.length()) <= LONGEST_NAME
                                && name.codePoints().noneMatch(Character::isISOControl),
                        "name",
                        "a name has 1 to 100 characters")
                .require(
                        SLUG.matcher(slug).matches(),
                        "slug",
                        "a slug has 3 to 50 lower-case letters, digits and hyphens, and begins"
                                + " with a letter")
                .require(
                        !slug.startsWith(Organisations.PERSONAL_SLUG),
                        "slug",
                        "slugs that begin with personal- are kept for personal organisations")
                .refuseIfAny();
    }
}
