package dev.dupabase.platform.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.RawHttp;
import dev.dupabase.house.TestPlatform;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.project.ProjectSecrets;
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
    void calls_are_counted_by_project_and_address_unless_they_hold_a_service_key() {
        var keys = keys("busy");
        for (int i = 0; i < 5; i++) {
            assertThat(call(keys.serviceRoleKey().reveal()).status()).isEqualTo(200);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(call(keys.anonKey().reveal()).status()).isEqualTo(200);
        }
        var refused = call(keys.anonKey().reveal());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3600);
        assertThat(refused.body()).contains("rate_limited");
        assertThat(call(keys.serviceRoleKey().reveal()).status()).isEqualTo(200);
        assertThat(call(keys("quiet").anonKey().reveal()).status())
                .as("another project")
                .isEqualTo(200);
    }

    @Test
    void who_tries_keys_is_stopped() {
        for (int i = 0; i < 3; i++) {
            assertThat(call("sb_secret_guess" + i).status()).isEqualTo(401);
        }
        assertThat(call("sb_secret_guess").status()).isEqualTo(429);
    }

    private ProjectSecrets keys(String name) {
        var project =
                provisioner.create(
                        new NewProject(
                                UUID.randomUUID(),
                                null,
                                name,
                                JsonNodeFactory.instance.objectNode(),
                                null));
        return directory.secrets(project.ref());
    }

    private RawHttp.Answer call(String key) {
        return RawHttp.get(port, "/auth/v1/echo", "apikey: " + key);
    }
}
