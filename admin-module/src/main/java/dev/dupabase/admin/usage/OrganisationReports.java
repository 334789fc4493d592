package dev.dupabase.admin.usage;

import dev.dupabase.admin.usage.OrganisationUsage.InUse;
import dev.dupabase.admin.usage.OrganisationUsage.OfProject;
import dev.dupabase.platform.quota.OrganisationLimits;
import dev.dupabase.platform.usage.UsageFlush;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// What an organisation used, project by project: also those that were deleted meanwhile, as long
/// as their rows are kept.
@Service
class OrganisationReports {
    private static final UsageTotals NOTHING = UsageTotals.of(UsageSums.NONE, 0, 0);

    private static final String PROJECTS =
            """
            select id, name, status from platform.projects where org_id = :org
            order by created_at desc, id
            """;

    private record Named(UUID id, String name, String status) {}

    private final UsageFlush flush;
    private final UsageReader reader;
    private final OrganisationLimits limits;
    private final JdbcClient platform;

    OrganisationReports(
            UsageFlush flush, UsageReader reader, OrganisationLimits limits, JdbcClient platform) {
        this.flush = flush;
        this.reader = reader;
        this.limits = limits;
        this.platform = platform;
    }

    OrganisationUsage of(UUID org, UsagePeriod period) {
        flush.freshen();
        var requests = reader.byProject(org, period);
        var users = reader.users(org, period.months());
        var sizes = reader.sizes(org, period);
        var used = new HashMap<UUID, UsageTotals>();
        var projects = projects(org);
        for (var project : projects) {
            used.put(
                    project.id(),
                    UsageTotals.of(
                            requests.getOrDefault(project.id(), UsageSums.NONE),
                            users.getOrDefault(project.id(), 0L),
                            sizes.getOrDefault(project.id(), 0L)));
        }
        return new OrganisationUsage(
                org,
                period.from(),
                period.to(),
                used.values().stream().reduce(NOTHING, UsageTotals::plus),
                projects.stream()
                        .filter(project ->
                                !project.status().equals("deleted")
                                        || !NOTHING.equals(used.get(project.id())))
                        .map(project -> body(project, used.getOrDefault(project.id(), NOTHING)))
                        .toList(),
                LimitsBody.of(limits.of(org)),
                new InUse(limits.projects(org), limits.databaseBytes(org)));
    }

    private List<Named> projects(UUID org) {
        return platform.sql(PROJECTS)
                .param("org", org)
                .query((row, number) ->
                        new Named(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getString("status")))
                .list();
    }

    private static OfProject body(Named project, UsageTotals used) {
        return new OfProject(
                project.id(),
                project.name(),
                project.status(),
                used.requests(),
                used.clientErrors(),
                used.serverErrors(),
                used.rows(),
                used.bytesIn(),
                used.bytesOut(),
                used.activeUsers(),
                used.databaseBytes());
    }
}
