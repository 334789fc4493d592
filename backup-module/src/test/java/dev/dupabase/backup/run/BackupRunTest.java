package dev.dupabase.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.backup.BackupTest;
import dev.dupabase.backup.TestDatabase;
import dev.dupabase.backup.TestOrganisation;
import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.testing.TestS3;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@BackupTest
class BackupRunTest {
    private static TestS3 s3;

    @Autowired private ProjectProvisioner provisioner;
    @Autowired private DatabaseHost host;
    @Autowired private JdbcClient database;
    @Autowired private Leftovers leftovers;
    @LocalServerPort private int port;
    private TestOrganisation org;

    @BeforeAll
    static void startS3() {
        s3 = TestS3.start();
    }

    @AfterAll
    static void stopS3() {
        s3.close();
    }

    @BeforeEach
    void create() {
        org = TestOrganisation.create(port, provisioner, s3);
        org.save(Map.of("s3_path_prefix", "pre/fix"));
    }

    @AfterEach
    void heal() {
        s3.onPart(null);
    }

    private void fill() {
        new TestDatabase(host, org.project())
                .develop(
                        """
                        create table public.noise as select i, (
                            select string_agg(md5(random()::text || i || j), '') from generate_series(1, 32) j) as t
                        from generate_series(1, 22000) i
                        """);
    }

    private JsonNode newest() {
        return org.client().get("/history").json().get(0);
    }

    private JsonNode awaitEnd() {
        return org.client()
                .await("/history", list -> !list.get(0).path("status").asString().equals("running"))
                .get(0);
    }

    private void assertNothingLeft() {
        leftovers.clean();
        assertThat(s3.keys(org.bucket())).isEmpty();
        assertThat(s3.openUploads(org.bucket())).isZero();
        assertThat(programs("pg_dump")).isEmpty();
    }

    private static List<ProcessHandle> programs(String name) {
        return ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().command().orElse("").endsWith(name))
                .toList();
    }

    // contracts/platform.md §20-27: many parts, none of them large, and the size is confirmed
    @Test
    void a_dump_streams_in_parts_and_its_manifest_tells_what_it_is() throws Exception {
        fill();
        int before = s3.parts();

        var run = org.client().backUp();

        assertThat(run.path("status").asString()).as("%s", run).isEqualTo("completed");
        assertThat(s3.parts() - before).isGreaterThanOrEqualTo(3);
        var key = run.path("s3_key").asString();
        assertThat(key)
                .matches(
                        "pre/fix/proj_[0-9a-f]{16}/\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ_%s\\.dump"
                                .formatted(org.project().id().toString().substring(0, 8)));
        assertThat(s3.keys(org.bucket())).containsExactly(key, key + ".json");
        var object = s3.read(org.bucket(), key);
        assertThat(run.path("size_bytes").asLong()).isEqualTo(object.length);
        var sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(object));
        assertThat(run.path("sha256").asString()).isEqualTo(sha);
        var manifest = JsonMapper.shared().readTree(s3.read(org.bucket(), key + ".json"));
        assertThat(manifest.path("sha256").asString()).isEqualTo(sha);
        assertThat(manifest.path("tool").asString()).startsWith("pg_dump ");
        assertThat(manifest.path("tables").toString())
                .contains("{\"schema\":\"public\",\"name\":\"noise\",\"rows\":22000}");
        assertThat(s3.openUploads(org.bucket())).isZero();
    }

    // contracts/platform.md §20-16: the answer does not wait, and nobody's leaving ends the job
    @Test
    void a_backup_outlives_the_request_and_runs_alone() throws Exception {
        var reached = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        s3.onPart(number -> {
            reached.countDown();
            release.await(30, TimeUnit.SECONDS);
        });

        assertThat(org.client().post("/run", null).status()).isEqualTo(200);
        assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(newest().path("status").asString()).isEqualTo("running");
        assertThat(org.client().post("/run", null).status()).isEqualTo(200);
        assertThat(org.client().get("/history").json()).hasSize(1);
        release.countDown();

        assertThat(awaitEnd().path("status").asString()).isEqualTo("completed");
    }

    // contracts/platform.md §20-12
    @Test
    void a_dump_that_is_killed_half_way_is_no_backup() throws Exception {
        fill();
        s3.onPart(number -> {
            if (number == 2) {
                programs("pg_dump").forEach(ProcessHandle::destroyForcibly);
            }
        });

        var run = org.client().backUp();

        assertThat(run.path("status").asString()).isEqualTo("failed");
        assertThat(run.path("error_message").asString()).startsWith("pg_dump failed");
        assertThat(run.path("restorable").asBoolean()).isFalse();
        assertNothingLeft();
    }

    @Test
    void a_store_that_fails_in_the_middle_leaves_nothing() {
        fill();
        s3.onPart(number -> {
            if (number >= 2) {
                throw new IllegalStateException("the disk is full");
            }
        });

        var run = org.client().backUp();

        assertThat(run.path("status").asString()).isEqualTo("failed");
        assertThat(run.path("error_message").asString()).contains("object store");
        assertNothingLeft();
    }

    @Test
    void wrong_keys_fail_with_a_word_about_keys() {
        org.save(Map.of("s3_secret_key", "wrong"));

        var run = org.client().backUp();

        assertThat(run.path("status").asString()).isEqualTo("failed");
        assertThat(run.path("error_message").asString())
                .contains("keys")
                .doesNotContain(TestS3.ACCESS_KEY);
        assertNothingLeft();
    }

    @Test
    void a_slow_store_is_waited_for() {
        s3.onPart(number -> Thread.sleep(1500));

        assertThat(org.client().backUp().path("status").asString()).isEqualTo("completed");
    }

    @Test
    void a_backup_can_be_cancelled_while_it_uploads() throws Exception {
        fill();
        var reached = new CountDownLatch(1);
        s3.onPart(number -> {
            reached.countDown();
            Thread.sleep(3000);
        });
        org.client().post("/run", null);
        assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
        var id = newest().path("id").asLong();

        assertThat(org.client().as("viewer").post("/history/" + id + "/cancel", null).status())
                .isEqualTo(403);
        assertThat(org.client().post("/history/" + id + "/cancel", null).status()).isEqualTo(200);
        assertThat(org.client().post("/history/" + id + "/cancel", null).status()).isEqualTo(400);

        assertThat(newest().path("status").asString()).isEqualTo("cancelled");
        awaitNoJob(id);
        assertNothingLeft();
        assertThat(newest().path("status").asString()).isEqualTo("cancelled");
    }

    private void awaitNoJob(long id) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            var open =
                    database.sql(
                                    "select count(*) from platform.scheduled_tasks where task_name = 'backup-run' and task_instance = :id")
                            .param("id", Long.toString(id))
                            .query(Integer.class)
                            .single();
            if (open == 0) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the job goes on");
    }

    @Test
    void a_backup_can_be_fetched_by_those_who_may() {
        var run = org.client().backUp();
        var path = "/history/" + run.path("id").asLong();

        assertThat(org.client().get(path).json().path("sha256").asString()).hasSize(64);
        assertThat(org.client().as("viewer").get(path).status()).isEqualTo(403);
        assertThat(org.client().as("").get(path).status()).isEqualTo(404);
        var link =
                org.client().get(path + "/download?redirect=false").json().path("url").asString();
        assertThat(fetch(link))
                .startsWith("PGDMP".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var redirect = org.client().get(path + "/download");
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.location()).startsWith(s3.endpoint());
        assertThat(org.client().get("/history/999999999").status()).isEqualTo(404);
        assertThat(org.client().get("/history/abc").status()).isEqualTo(400);
    }

    private static byte[] fetch(String url) {
        try (var stream = java.net.URI.create(url).toURL().openStream()) {
            return stream.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void only_chosen_projects_are_backed_up() {
        var other = TestOrganisation.newProject(provisioner, org.client().organisation());
        org.save(Map.of("project_ids", List.of(other.id())));

        var run = org.client().backUp();

        assertThat(run.path("project_id").asString()).isEqualTo(other.id().toString());
        assertThat(org.client().get("/history").json()).hasSize(1);
        assertThat(org.client().post("/run?project_id=" + org.project().id(), null).status())
                .isEqualTo(200);
        assertThat(awaitEnd().path("project_id").asString())
                .isEqualTo(org.project().id().toString());
        assertThat(org.client().get("/history?project_id=" + other.id()).json()).hasSize(1);
    }

    @Test
    void a_project_that_is_deleted_is_backed_up_for_the_last_time() {
        org.client().backUp();

        provisioner.delete(org.project().ref());

        var last =
                org.client()
                        .await(
                                "/history",
                                list ->
                                        list.get(0).path("trigger").asString().equals("final")
                                                && list.get(0)
                                                        .path("status")
                                                        .asString()
                                                        .equals("completed"))
                        .get(0);
        assertThat(last.path("restorable").asBoolean()).isTrue();
    }
}
