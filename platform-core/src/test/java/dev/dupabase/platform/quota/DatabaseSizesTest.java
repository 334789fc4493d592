package dev.dupabase.platform.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

@PlatformTest
class DatabaseSizesTest {
    @Autowired private DatabaseSizes sizes;
    @Autowired private OrganisationLimits limits;
    @Autowired private ProjectProvisioner provisioner;
    @Autowired private JdbcClient platform;

    private Project project(UUID org, String name) {
        return provisioner.create(
                new NewProject(org, null, name, JsonNodeFactory.instance.objectNode(), null));
    }

    @Test
    void an_organisation_is_full_when_its_databases_together_are_too_large() {
        var org = UUID.randomUUID();
        var shop = project(org, "shop");
        var blog = project(org, "blog");
        sizes.measure();
        long both = limits.databaseBytes(org);
        assertThat(both).isGreaterThan(2_000_000);
        assertThat(limits.isFull(shop)).isFalse();

        limits.change(org, new LimitOverrides(null, null, both, null));
        assertThat(limits.isFull(shop)).isTrue();
        assertThat(limits.isFull(blog)).isTrue();
        assertThatThrownBy(() -> limits.requireWritable(shop))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal ->
                                assertThat(refusal.code())
                                        .isEqualTo(QuotaError.STORAGE_LIMIT_REACHED));

        limits.change(org, new LimitOverrides(null, null, both * 10, null));
        assertThat(limits.isFull(shop)).isFalse();
        limits.requireWritable(blog);
    }

    @Test
    void what_is_limited_is_measured_each_time_and_the_largest_of_a_day_is_kept() {
        var org = UUID.randomUUID();
        var shop = project(org, "shop");
        limits.change(org, new LimitOverrides(null, null, 1_000_000_000_000L, null));
        sizes.measure();
        long size = limits.databaseBytes(org);
        platform.sql("update platform.project_sizes set database_bytes = 5 where project_id = :p")
                .param("p", shop.id())
                .update();
        platform.sql(
                        "update platform.project_sizes_daily set database_bytes = 1000000000"
                                + " where project_id = :p")
                .param("p", shop.id())
                .update();

        sizes.measure();

        assertThat(limits.databaseBytes(org)).isBetween(size / 2, size * 2);
        assertThat(
                        platform.sql(
                                        "select database_bytes from platform.project_sizes_daily"
                                                + " where project_id = :p")
                                .param("p", shop.id())
                                .query(Long.class)
                                .single())
                .isEqualTo(1_000_000_000);
    }
}
