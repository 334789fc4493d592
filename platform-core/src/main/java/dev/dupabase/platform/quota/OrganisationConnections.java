package dev.dupabase.platform.quota;

import dev.dupabase.platform.instance.Instances;
import dev.dupabase.platform.pool.ConnectionQuota;
import dev.dupabase.platform.project.Project;
import org.springframework.stereotype.Component;

/// Shares the connections of an organisation out among the instances, evenly: a project's requests
/// may come to any of them.
@Component
class OrganisationConnections implements ConnectionQuota {
    private final OrganisationLimits limits;
    private final Instances instances;

    OrganisationConnections(OrganisationLimits limits, Instances instances) {
        this.limits = limits;
        this.instances = instances;
    }

    @Override
    public int most(Project project) {
        var most = limits.of(project.orgId()).connections();
        return most == null ? NO_LIMIT : Math.max(1, most / instances.count());
    }
}
