package dev.dupabase.admin.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// All organisations, for administrators: what is in them stays their members' own.
@RestController
@Tag(name = "administration")
class AllOrganisationsController {
    private static final int DEFAULT_PER_PAGE = 20;
    private static final int MOST_PER_PAGE = 100;

    private static final String FOUND =
            """
            from platform.organizations o
            left join platform.org_members m on m.org_id = o.id and m.role = 'owner'
            left join platform.users u on u.id = m.user_id
            where o.deleting_since is null and (
                strpos(lower(o.name), lower(:search)) > 0 or strpos(o.slug, lower(:search)) > 0
                or strpos(u.email, lower(:search)) > 0)
            """;

    private static final String PAGE =
            """
            select o.id, o.name, o.slug, o.personal_of is not null as personal,
                u.email as owner_email, o.created_at,
                (select count(*) from platform.org_members c where c.org_id = o.id) as member_count,
                (select count(*) from platform.projects p
                    where p.org_id = o.id and p.status <> 'deleted') as project_count
            """
                    + FOUND
                    + " order by o.created_at, o.id limit :limit offset :offset";

    private static final String COUNT = "select count(*) " + FOUND;

    private final JdbcClient platform;

    AllOrganisationsController(JdbcClient platform) {
        this.platform = platform;
    }

    /// An organisation as administrators see it.
    ///
    /// @param personal whether it is the personal one of an account
    /// @param projectCount without deleted ones
    @Schema(name = "ListedOrganisation")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Listed(
            UUID id,
            @Schema(example = "Acme") String name,
            String slug,
            boolean personal,
            @Nullable @Schema(example = "ann@example.com") String ownerEmail,
            long memberCount,
            long projectCount,
            OffsetDateTime createdAt) {}

    @Schema(name = "OrganisationPage")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Page(List<Listed> orgs, long total, int page, int perPage) {}

    @GetMapping("/platform/admin/orgs")
    @Operation(
            operationId = "listAllOrganisations",
            summary = "Organisations of everybody, oldest first")
    Page list(
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(name = "per_page", defaultValue = "20") int perPage,
            @Parameter(
                            description = "Part of the name, the slug or the owner's address",
                            example = "acme")
                    @RequestParam(defaultValue = "")
                    String search) {
        int size = perPage < 1 || perPage > MOST_PER_PAGE ? DEFAULT_PER_PAGE : perPage;
        int number = Math.max(1, page);
        var found =
                platform.sql(PAGE)
                        .param("search", search.strip())
                        .param("limit", size)
                        .param("offset", (long) (number - 1) * size)
                        .query(new SimplePropertyRowMapper<>(Listed.class))
                        .list();
        var total = platform.sql(COUNT).param("search", search.strip()).query(Long.class).single();
        return new Page(found, total, number, size);
    }
}
