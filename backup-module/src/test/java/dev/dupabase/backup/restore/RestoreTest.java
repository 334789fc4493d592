package dev.dupabase.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.backup.BackupProperties;
import dev.dupabase.backup.BackupTest;
import dev.dupabase.backup.TestDatabase;
import dev.dupabase.backup.TestOrganisation;
import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import dev.dupabase.testing.Fingerprint;
import dev.dupabase.testing.TestS3;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@BackupTest
class RestoreTest {
    private static TestS3 s3;

    @Autowired private ProjectProvisioner provisioner;
    @Autowired private DatabaseHost host;
    @Autowired private JdbcClient platform;
    @Autowired private BackupProperties properties;
    @Autowired private Sweeper sweeper;
    @LocalServerPort private int port;
    private TestOrganisation org;
    private TestDatabase database;

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
        org.save(Map.of());
        database = new TestDatabase(host, org.project());
        database.develop(
                "create table public.todos (id int primary key, body text); insert into public.todos values (1, 'a')");
    }

    private long backUp() {
        var run = org.client().backUp();
        assertThat(run.path("status").asString()).as("%s", run).isEqualTo("completed");
        return run.path("id").asLong();
    }

    /// It is cleaned up right after the task has ended.
    private void assertNothingLeft() throws Exception {
        for (int i = 0;
                i < 300 && !(database.spares().isEmpty() && database.loaders().isEmpty());
                i++) {
            Thread.sleep(100);
        }
        assertThat(database.spares()).isEmpty();
        assertThat(database.loaders()).isEmpty();
        try (var files = Files.list(properties.tempDirectory())) {
            assertThat(files).isEmpty();
        }
    }

    private static void assertFailed(JsonNode task, String why) {
        assertThat(task.path("status").asString()).as("%s", task).isEqualTo("failed");
        assertThat(task.path("error_message").asString()).contains(why);
    }

    // contracts/platform.md §20-28: the live database is not touched before all is well
    @Test
    void an_object_that_somebody_changed_is_not_restored() throws Exception {
        var id = backUp();
        var key = org.client().get("/history/" + id).json().path("s3_key").asString();
        var object = s3.read(org.bucket(), key);
        object[object.length / 2] ^= 1;
        s3.write(org.bucket(), key, object);
        database.develop("insert into public.todos values (2, 'b')");

        assertFailed(org.client().restore(id, Map.of()), "not the one that the backup made");

        assertThat(database.query("select count(*) from public.todos")).isEqualTo("2");
        assertNothingLeft();
    }

    @Test
    void a_backup_that_is_gone_or_too_large_fails_with_a_reason() throws Exception {
        var id = backUp();
        platform.sql("update platform.backup_history set size_bytes = 1e15 where id = :id")
                .param("id", id)
                .update();
        assertFailed(org.client().restore(id, Map.of()), "not enough room");
        var other = backUp();
        var key = org.client().get("/history/" + other).json().path("s3_key").asString();
        platform.sql("update platform.backup_history set s3_key = s3_key || 'x' where id = :id")
                .param("id", other)
                .update();
        assertThat(key).isNotEmpty();
        assertFailed(org.client().restore(other, Map.of()), "not there any more");
        assertNothingLeft();
    }

    @Test
    void what_cannot_be_restored_is_refused() {
        var id = backUp();
        var path = "/" + id + "/restore";
        var right = Map.of("platform_password", "right");

        assertThat(org.client().post(path, Map.of()).status()).isEqualTo(400);
        assertThat(org.client().post(path, Map.of("platform_password", "wrong")).status())
                .isEqualTo(401);
        assertThat(org.client().as("developer").post(path, right).status()).isEqualTo(403);
        assertThat(org.client().as("").post(path, right).status()).isEqualTo(404);
        assertThat(org.client().post("/987654321/restore", right).status()).isEqualTo(404);
        platform.sql("update platform.backup_history set status = 'failed' where id = :id")
                .param("id", id)
                .update();
        assertThat(org.client().post(path, right).code()).isEqualTo("backup_not_completed");
        assertThat(org.client().get("/restores/987654321").status()).isEqualTo(404);
    }

    @Test
    void a_trial_changes_nothing() throws Exception {
        var id = backUp();
        database.develop("insert into public.todos values (2, 'b')");

        var task = org.client().restore(id, Map.of("dry_run", true));

        assertThat(task.path("status").asString()).as("%s", task).isEqualTo("completed");
        assertThat(task.path("options").path("dry_run").asBoolean()).isTrue();
        assertThat(database.query("select count(*) from public.todos")).isEqualTo("2");
        assertNothingLeft();
    }

    // contracts/platform.md §20-28: it can be ended while pg_restore works
    @Test
    void a_restore_can_be_cancelled_while_it_restores() throws Exception {
        database.develop(
                """
                create function public.nap() returns int language sql
                    as $$ select 1 from pg_sleep(case when current_database() like '%restore%' then 60 else 0 end) $$;
                create materialized view public.slow as select public.nap();
                """);
        var id = backUp();
        var started =
                org.client().post("/" + id + "/restore", Map.of("platform_password", "right"));
        var task = started.json().path("task_id").asLong();
        org.client()
                .await(
                        "/restores/" + task,
                        json ->
                                json.path("progress")
                                        .path("current")
                                        .asString()
                                        .contains("MATERIALIZED"));
        assertThat(
                        org.client()
                                .post("/" + id + "/restore", Map.of("platform_password", "right"))
                                .code())
                .isEqualTo("restore_running");

        assertThat(org.client().post("/restores/" + task + "/cancel", null).status())
                .isEqualTo(200);

        assertThat(org.client().get("/restores/" + task).json().path("status").asString())
                .isEqualTo("cancelled");
        assertThat(database.query("select count(*) from public.todos")).isEqualTo("1");
        assertNothingLeft();
    }

    @Test
    void another_project_can_be_made_a_copy() {
        database.fillShop();
        var id = backUp();
        var copy = TestOrganisation.newProject(provisioner, org.client().organisation());

        var task = org.client().restore(id, Map.of("target_project_id", copy.id()));

        assertThat(task.path("status").asString()).as("%s", task).isEqualTo("completed");
        assertThat(task.path("project_id").asString()).isEqualTo(copy.id().toString());
        var expected =
                database.fingerprint().stream()
                        .map(line -> line.replace(org.project().ref().value(), copy.ref().value()))
                        .toList();
        assertThat(Fingerprint.differences(expected, new TestDatabase(host, copy).fingerprint()))
                .isEmpty();
    }

    @Test
    void an_encrypted_backup_is_restored() {
        org.save(Map.of("encryption", "age"));
        database.fillShop();
        var before = database.fingerprint();
        var id = backUp();
        var key = org.client().get("/history/" + id).json().path("s3_key").asString();
        assertThat(key).endsWith(".dump.age");
        assertThat(new String(s3.read(org.bucket(), key), StandardCharsets.ISO_8859_1))
                .startsWith("age-encryption.org/v1\n-> X25519 ")
                .doesNotContain("PGDMP");
        database.destroy();

        org.client().restore(id, Map.of());

        assertThat(Fingerprint.differences(before, database.fingerprint())).isEmpty();
    }

    @Test
    void a_backup_is_verified_by_restoring_it() throws Exception {
        org.save(Map.of("verify", true));
        var id = backUp();

        var run = org.client().await("/history/" + id, json -> !json.path("verified_at").isNull());

        assertThat(run.path("verify_error").isNull()).as("%s", run).isTrue();
        assertNothingLeft();
    }

    @Test
    void the_former_database_is_kept_for_a_while_and_strays_are_swept() {
        var id = backUp();
        var task = org.client().restore(id, Map.of());
        var kept = task.path("options").path("kept_database").asString();
        assertThat(database.spares()).isEqualTo(List.of(kept));
        sweeper.sweep();
        assertThat(database.spares()).isEqualTo(List.of(kept));
        dev.dupabase.testing.TestPostgres.execute(
                database.url("postgres"),
                "create database \"%s_restore_999999\"".formatted(org.project().databaseName()));

        platform.sql("update platform.backup_restores set kept_until = now() where id = :id")
                .param("id", task.path("id").asLong())
                .update();
        sweeper.sweep();

        assertThat(database.spares()).isEmpty();
    }

    // contracts/platform.md §20-4: what a backup brings runs as the owner role and nothing more
    @Test
    void what_tenants_wrote_has_no_powers_while_it_is_restored() {
        database.develop(
                """
                create function public.grab() returns boolean language plpgsql as $$
                begin
                    if current_database() like '%restore%' then
                        begin
                            execute 'reset session authorization';
                            execute 'reset role';
                            execute 'set role supabase_auth_admin';
                            raise exception 'became %', current_user;
                        exception when insufficient_privilege or invalid_parameter_value then
                            null;
                        end;
                        if current_setting('is_superuser')::boolean then
                            raise exception 'is a superuser';
                        end if;
                    end if;
                    return true;
                end $$;
                create table public.trap (id int check (public.grab()));
                insert into public.trap values (1);
                """);

        var task = org.client().restore(backUp(), Map.of());

        assertThat(task.path("status").asString()).as("%s", task).isEqualTo("completed");
    }
}
