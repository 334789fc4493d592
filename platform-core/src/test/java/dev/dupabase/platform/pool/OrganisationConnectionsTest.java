package dev.dupabase.platform.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.tenant.Login;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The projects of one organisation share the connections it may hold.
class OrganisationConnectionsTest {
    private final TestProjects projects = new TestProjects();
    private final UUID org = UUID.randomUUID();
    private final Project shop = projects.create(org);
    private final Project blog = projects.create(org);
    private final Project other = projects.create();

    @Test
    void more_than_the_organisation_may_hold_are_refused_and_others_are_not() throws Exception {
        var pools = pools(3);
        var held = new ArrayList<Connection>();
        for (var project : new Project[] {shop, shop, blog}) {
            held.add(pools.lease(project, Login.API));
        }

        assertThatThrownBy(() -> pools.lease(blog, Login.API))
                .isInstanceOfSatisfying(
                        PoolRefusal.class,
                        refusal ->
                                assertThat(refusal.reason())
                                        .isEqualTo(PoolRefusal.Reason.ORGANISATION));
        pools.lease(other, Login.API).close();

        for (var connection : held) {
            connection.close();
        }
        pools.lease(blog, Login.API).close();
        pools.close();
    }

    @Test
    void an_idle_connection_of_one_project_makes_room_for_another() throws Exception {
        var pools = pools(1);
        pools.lease(shop, Login.API).close();

        try (var connection = pools.lease(blog, Login.API)) {
            assertThat(connection.isValid(5)).isTrue();
        }
        pools.close();
    }

    private ProjectPools pools(int most) {
        return new ProjectPools(
                projects.host(),
                projects,
                TestProjects.limits(20, 5, Duration.ofSeconds(10)),
                project -> project.orgId().equals(org) ? most : ConnectionQuota.NO_LIMIT,
                projects.registry);
    }
}
