package dev.dupabase.platform.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectStatus;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformTest
class ProjectProvisionerTest {
    private static final UUID ORGANISATION = UUID.randomUUID();

    @Autowired private ProjectProvisioner provisioner;
    @Autowired private ProjectDirectory directory;

    @Test
    void a_project_is_made_within_half_a_second_and_can_be_found() {
        provisioner.create(Wishes.of(ORGANISATION, "warm-up"));
        long before = System.nanoTime();

        var project = provisioner.create(Wishes.of(ORGANISATION, "shop"));

        System.out.println(
                "created a project in "
                        + Duration.ofNanos(System.nanoTime() - before).toMillis()
                        + " ms");
        assertThat(project.status()).isEqualTo(ProjectStatus.ACTIVE);
        assertThat(directory.find(project.ref())).contains(project);
        assertThat(directory.find(project.id())).contains(project);
    }
}
