package dev.dupabase.backup.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.dupabase.backup.BackupClient;
import dev.dupabase.backup.BackupTest;
import dev.dupabase.backup.StandInAccess;
import dev.dupabase.backup.TestOrganisation;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.testing.TestS3;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@BackupTest
class SettingsTest {
    @Autowired private JdbcClient database;
    @Autowired private ProjectProvisioner provisioner;
    @Autowired private LocationStore locations;
    @LocalServerPort private int port;

    private static Map<String, Object> wish(String field, Object value) {
        var wish = new HashMap<String, Object>();
        wish.put("platform_password", "right");
        wish.put("s3_endpoint", "https://s3.example.com");
        wish.put("s3_bucket", "my-bucket");
        wish.put("s3_access_key", "AKIA");
        wish.put("s3_secret_key", "s3cret");
        wish.put(field, value);
        return wish;
    }

    @Test
    void settings_are_saved_without_asking_the_bucket_and_shown_without_keys() {
        var client = new BackupClient(port);
        assertThat(client.get("/settings").status()).isEqualTo(404);

        var saved = client.post("/settings", wish("s3_path_prefix", "/a/b"));

        assertThat(saved.status()).isEqualTo(200);
        var json = saved.json();
        assertThat(json.path("s3_endpoint").asString()).isEqualTo("https://s3.example.com");
        assertThat(json.path("s3_region").asString()).isEqualTo("us-east-1");
        assertThat(json.path("s3_path_prefix").asString()).isEqualTo("a/b/");
        assertThat(json.path("schedule").asString()).isEqualTo("daily");
        assertThat(json.path("retention_days").asInt()).isEqualTo(30);
        assertThat(json.path("project_ids")).isEmpty();
        assertThat(json.path("enabled").asBoolean()).isTrue();
        assertThat(saved.body()).doesNotContain("AKIA").doesNotContain("s3cret");
        assertThat(client.get("/settings").json()).isEqualTo(json);
        assertThat(client.get("/history").body()).isEqualTo("[]");
    }

    // contracts/platform.md §20-17, §20-18: sealed under the master key, each row by itself
    @Test
    void keys_are_sealed_and_empty_ones_mean_the_stored() {
        var client = new BackupClient(port);
        client.post("/settings", wish("schedule", "weekly"));
        var again = wish("s3_access_key", "");
        again.put("s3_secret_key", "");
        again.put("retention_days", 7);

        assertThat(client.post("/settings", again).status()).isEqualTo(200);

        var id =
                database.sql("select id from platform.backup_locations where org_id = :org")
                        .param("org", client.organisation())
                        .query(UUID.class)
                        .single();
        var stored =
                database.sql(
                                "select encode(keys, 'escape') from platform.backup_locations where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single();
        assertThat(stored).doesNotContain("AKIA").doesNotContain("s3cret");
        assertThat(locations.get(id).secretKey().reveal()).isEqualTo("s3cret");
        assertThat(new BackupClient(port).post("/settings", again).code())
                .isEqualTo("backup_invalid");
    }

    // contracts/platform.md §20-26
    @Test
    void an_organisation_has_one_row_whoever_saves_and_backups_know_where_they_lie() {
        var client = new BackupClient(port);
        client.post("/settings", wish("s3_bucket", "first"));
        client.as("admin").post("/settings", wish("s3_bucket", "second"));

        assertThat(count("backup_settings", client)).isEqualTo(1);
        assertThat(count("backup_locations", client)).isEqualTo(2);
        assertThat(client.get("/settings").json().path("s3_bucket").asString()).isEqualTo("second");
    }

    private int count(String table, BackupClient client) {
        return database.sql("select count(*) from platform.%s where org_id = :org".formatted(table))
                .param("org", client.organisation())
                .query(Integer.class)
                .single();
    }

    // contracts/platform.md §20-15: PasswordConfirmation limits the tries
    @Test
    void rank_and_password_are_asked_for() {
        var client = new BackupClient(port);
        assertThat(client.as("developer").post("/settings", wish("x", "")).status()).isEqualTo(403);
        assertThat(client.as("").post("/settings", wish("x", "")).status()).isEqualTo(404);
        assertThat(client.post("/settings", wish("platform_password", "wrong")).status())
                .isEqualTo(401);
        assertThat(client.post("/settings", wish("platform_password", "")).status()).isEqualTo(400);
        client.post("/settings", wish("x", ""));
        assertThat(client.patch("/settings", Map.of("enabled", false)).status()).isEqualTo(400);
        assertThat(
                        client.patch(
                                        "/settings",
                                        Map.of("enabled", false, "platform_password", "wrong"))
                                .status())
                .isEqualTo(401);
        var off = client.patch("/settings", Map.of("enabled", false, "platform_password", "right"));
        assertThat(off.json().path("enabled").asBoolean()).isFalse();
        assertThat(client.post("/run", null).code()).isEqualTo("backups_disabled");
        assertThat(client.as("viewer").post("/run", null).status()).isEqualTo(403);
        assertThat(new BackupClient(port).post("/run", null).status()).isEqualTo(404);
        assertThat(StandInAccess.DEEDS.stream().map(deed -> deed.action().label()))
                .contains("save_backup_settings", "disable_backup");
    }

    @Test
    void what_is_not_allowed_is_refused_with_the_name_of_the_field() {
        var client = new BackupClient(port);
        var wrong = new HashMap<String, List<Object>>();
        wrong.put(
                "s3_endpoint",
                List.of("", "s3.example.com", "ftp://x", "https://a:b@x", "https://x/path"));
        wrong.put("s3_bucket", List.of("", "a", "a/b", "x".repeat(64)));
        wrong.put("s3_region", List.of("eu central"));
        wrong.put("s3_secret_key", List.of("", "a b", "x\ny"));
        wrong.put("s3_path_prefix", List.of("../up", "a b", "x".repeat(300)));
        wrong.put("schedule", List.of("monthly"));
        wrong.put("retention_days", List.of(100_000));
        wrong.put("project_ids", List.of(List.of(UUID.randomUUID())));
        wrong.put("encryption", List.of("pgp"));
        wrong.put("age_recipients", List.of(List.of("age1xyz")));
        wrong.forEach((field, values) ->
                values.forEach(value -> {
                    var answer = client.post("/settings", wish(field, value));
                    assertThat(answer.status()).as("%s %s", field, value).isEqualTo(400);
                    assertThat(answer.json().path("fields").has(field)).as("%s", answer).isTrue();
                }));
    }

    @Test
    void a_connection_is_tested() {
        try (var s3 = TestS3.start()) {
            var org = TestOrganisation.create(port, provisioner, s3);
            var right =
                    Map.of(
                            "s3_endpoint",
                            s3.endpoint(),
                            "s3_bucket",
                            org.bucket(),
                            "s3_access_key",
                            TestS3.ACCESS_KEY,
                            "s3_secret_key",
                            TestS3.SECRET_KEY);
            assertThat(org.client().post("/test-connection", right).body())
                    .isEqualTo("{\"status\":\"connected\"}");
            assertThat(refusal(org, right, "s3_secret_key", "wrong")).contains("refuses access");
            assertThat(refusal(org, right, "s3_access_key", "wrong")).contains("refuses access");
            assertThat(refusal(org, right, "s3_bucket", "nowhere")).contains("no such bucket");
            assertThat(org.client().as("developer").post("/test-connection", right).status())
                    .isEqualTo(403);
        }
    }

    private static String refusal(
            TestOrganisation org, Map<String, String> wish, String field, String value) {
        var changed = new HashMap<>(wish);
        changed.put(field, value);
        var answer = org.client().post("/test-connection", changed);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        return answer.error();
    }

    // contracts/platform.md §20-8
    @Test
    void what_answers_is_not_repeated_and_redirects_are_not_followed() throws Exception {
        var calls = new AtomicInteger();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    calls.incrementAndGet();
                    exchange.getResponseHeaders().set("Location", "/internal/secret");
                    exchange.getResponseHeaders().set("x-amz-request-id", "internal-secret");
                    exchange.sendResponseHeaders(307, -1);
                    exchange.close();
                });
        server.start();
        try {
            var wish = wish("s3_endpoint", "http://127.0.0.1:" + server.getAddress().getPort());

            var answer = new BackupClient(port).post("/test-connection", wish);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("s3_connection_failed");
            assertThat(answer.body()).doesNotContain("secret").doesNotContain("127.0.0.1");
            assertThat(calls).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    // contracts/platform.md §20-8: only loopback is on the operator's list in these tests
    @Test
    void private_addresses_are_not_called_and_closed_ports_look_like_any_failure() {
        var client = new BackupClient(port);
        for (var endpoint :
                List.of(
                        "http://10.1.2.3:9000",
                        "https://169.254.169.254",
                        "https://192.168.1.1:9000",
                        "http://[fd00::1]:9000",
                        "https://100.64.0.1")) {
            var answer = client.post("/test-connection", wish("s3_endpoint", endpoint));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error())
                    .isEqualTo("the address of the object store is not one that may be called");
        }
        var closed = client.post("/test-connection", wish("s3_endpoint", "http://127.0.0.1:9"));
        assertThat(closed.error()).isEqualTo("the object store cannot be reached");
    }
}
