package dev.dupabase.admin.usage;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.limit.RateLimit;
import dev.dupabase.platform.quota.LimitOverrides;
import dev.dupabase.platform.quota.OrganisationLimits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// How much an organisation may use, for administrators.
@RestController
@RequestMapping("/platform/admin/orgs/{id}/limits")
@Tag(name = "administration")
class LimitsController {
    private static final String EXISTS =
            "select count(*) > 0 from platform.organizations where id = :id";

    private final OrganisationLimits limits;
    private final JdbcClient platform;
    private final AuditTrail audit;

    LimitsController(OrganisationLimits limits, JdbcClient platform, AuditTrail audit) {
        this.limits = limits;
        this.platform = platform;
        this.audit = audit;
    }

    /// @param overrides where it differs from the platform's defaults
    @Schema(name = "OrganisationLimits")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Answer(UUID orgId, LimitsBody overrides, LimitsBody defaults, LimitsBody inForce) {}

    /// What is absent or null is the platform's default; -1, or a rate of `off`, is no limit.
    @Schema(name = "OrganisationLimitsChange")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Change(
            @Schema(example = "10") @Nullable Integer projects,
            @Schema(example = "40") @Nullable Integer connections,
            @Schema(example = "10737418240") @Nullable Long databaseBytes,
            @Schema(example = "100/s:200") @Nullable String requestRate) {}

    @GetMapping
    @Operation(
            operationId = "getOrganisationLimits",
            summary = "How much an organisation may use",
            description = "Null is no limit; of the overrides it is the platform's default.")
    Answer get(@PathVariable UUID id) {
        requireExisting(id);
        return answer(id);
    }

    @PutMapping
    @Transactional
    @Operation(
            operationId = "setOrganisationLimits",
            summary = "Change how much an organisation may use",
            description =
                    "Counts at once, in all instances. What is there already stays: an organisation"
                            + " over a limit may have no more, but loses nothing.")
    public Answer put(@PathVariable UUID id, @RequestBody Change change, Caller caller) {
        requireExisting(id);
        var overrides = overrides(change);
        limits.change(id, overrides);
        var details = new LinkedHashMap<String, Object>();
        details.put("projects", change.projects());
        details.put("connections", change.connections());
        details.put("database_bytes", change.databaseBytes());
        details.put("request_rate", change.requestRate());
        audit.write(
                caller,
                Deed.by(caller, UsageAction.ADMIN_UPDATE_LIMITS, id)
                        .inOrganisation(id)
                        .with(details));
        return new Answer(
                id,
                LimitsBody.of(overrides),
                LimitsBody.of(limits.defaults()),
                LimitsBody.of(limits.with(overrides)));
    }

    private Answer answer(UUID id) {
        return new Answer(
                id,
                LimitsBody.of(limits.overrides(id)),
                LimitsBody.of(limits.defaults()),
                LimitsBody.of(limits.of(id)));
    }

    private void requireExisting(UUID id) {
        if (!platform.sql(EXISTS).param("id", id).query(Boolean.class).single()) {
            throw new ApiException(CommonError.NOT_FOUND, "there is no such organisation");
        }
    }

    private static LimitOverrides overrides(Change change) {
        var problems = new Problems();
        var projects = change.projects();
        problems.require(
                projects == null || projects >= -1,
                "projects",
                "projects is a number of projects, or -1 for no limit");
        var connections = change.connections();
        problems.require(
                connections == null || connections == -1 || connections >= 1,
                "connections",
                "connections is at least 1, or -1 for no limit");
        var bytes = change.databaseBytes();
        problems.require(
                bytes == null || bytes >= -1,
                "database_bytes",
                "database_bytes is a number of bytes, or -1 for no limit");
        problems.require(
                isRate(change.requestRate()),
                "request_rate",
                "request_rate is written like 100/s:200, or off for no limit");
        problems.refuseIfAny();
        return new LimitOverrides(projects, connections, bytes, change.requestRate());
    }

    private static boolean isRate(@Nullable String text) {
        if (text == null) {
            return true;
        }
        try {
            return !text.isBlank() && RateLimit.valueOf(text).permits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
