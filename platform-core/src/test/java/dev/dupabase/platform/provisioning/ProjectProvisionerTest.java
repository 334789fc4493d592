package dev.dupabase.platform.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.platform.TestPlatform;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectStatus;
import dev.dupabase.testing.TestHost;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.node.JsonNodeFactory;

@ContextConfiguration(initializers = TestHost.class)
@SpringBootTest(classes = TestPlatform.class, webEnvironment = WebEnvironment.NONE)
class ProjectProvisionerTest {
    private static final UUID ORGANISATION = UUID.randomUUID();

    @Autowired private ProjectProvisioner provisioner;
    @Autowired private ProjectDirectory directory;

    @Test
    void a_project_is_made_within_half_a_second_and_can_be_found() {
        provisioner.create(wish("warm-up"));
        long before = System.nanoTime();

        var project = provisioner.create(wish("shop"));

        System.out.println(
                "created a project in "
                        + Duration.ofNanos(System.nanoTime() - before).toMillis()
                        + " ms");
        assertThat(project.status()).isEqualTo(ProjectStatus.ACTIVE);
        assertThat(directory.find(project.ref())).contains(project);
        assertThat(directory.find(project.id())).contains(project);
    }

    static NewProject wish(String name) {
        return new NewProject(
                ORGANISATION, null, name, JsonNodeFactory.instance.objectNode(), null);
    }
}
