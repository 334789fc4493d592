package dev.dupabase.platform.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.RawHttp;
import dev.dupabase.house.TestPlatform;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.testing.TestHost;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.node.JsonNodeFactory;

@SpringBootTest(
        classes = TestPlatform.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"dupabase.http.rate-limit-auth=off", "dupabase.http.rate-limit-api=1/h:3"})
@ContextConfiguration(initializers = TestHost.class)
class ProjectRateLimitFilterTest {
    @LocalServerPort private int port;
    @Autowired private ProjectProvisioner provisioner;
    @Autowired private ProjectDirectory directory;

    @Test
    void calls_are_counted_by_address_unless_they_hold_a_service_key() {
        var project =
                provisioner.create(
                        new NewProject(
                                UUID.randomUUID(),
                                null,
                                "busy",
                                JsonNodeFactory.instance.objectNode(),
                                null));
        var keys = directory.secrets(project.ref());
        for (int i = 0; i < 5; i++) {
            assertThat(call(keys.serviceRoleKey().reveal()).status()).isEqualTo(200);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(call(keys.anonKey().reveal()).status()).isEqualTo(200);
        }
        var refused = call(keys.anonKey().reveal());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("rate_limited");
        assertThat(call(keys.serviceRoleKey().reveal()).status()).isEqualTo(200);
    }

    private RawHttp.Answer call(String key) {
        return RawHttp.get(port, "/auth/v1/echo", "apikey: " + key);
    }
}
