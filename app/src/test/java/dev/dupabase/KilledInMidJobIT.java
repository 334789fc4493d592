package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.process.KilledServer;
import dev.dupabase.process.PlatformClient;
import dev.dupabase.testing.TestS3;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/// Kills the server (SIGKILL) in the middle of a job and starts it again on the same home: the job
/// is resumed, and nothing is left behind. One server for all, since each start takes a while.
// contracts/platform.md §20-16
@TestInstance(Lifecycle.PER_CLASS)
class KilledInMidJobIT {
    private TestS3 s3;
    private String bucket;
    private KilledServer server;
    private PlatformClient client;
    private CountDownLatch release = new CountDownLatch(1);

    @BeforeAll
    void start() throws Exception {
        s3 = TestS3.start();
        bucket = s3.newBucket();
        server = KilledServer.start(Map.of("BACKUP_PART_SIZE", "5MB"));
        client = PlatformClient.register(server.url());
        var settings = new HashMap<String, Object>();
        settings.put("platform_password", PlatformClient.PASSWORD);
        settings.put("s3_endpoint", s3.endpoint());
        settings.put("s3_bucket", bucket);
        settings.put("s3_access_key", TestS3.ACCESS_KEY);
        settings.put("s3_secret_key", TestS3.SECRET_KEY);
        client.call("POST", "/platform/backups/settings", settings);
    }

    @AfterAll
    void stop() {
        server.close();
        s3.close();
    }

    @Test
    void backups_restores_and_deletions_survive_the_death_of_the_server() throws Exception {
        var project = client.createProject("shop");
        fill(project);
        var backup = killInBackup();
        killInRestore(project, backup);
        killInDeletion(project);
        assertThat(server.files("restores")).isEmpty();
    }

    /// A transaction that is half done is rolled back; the import begins anew, once.
    @Test
    void an_import_survives_the_death_of_the_server() throws Exception {
        var owner = PlatformClient.register(server.url());
        var project = owner.createProject("imported");
        var path = "/platform/projects/" + project.path("id").asString() + "/import";
        var task =
                owner.upload(
                        path,
                        "slow.sql",
                        """
                        create table public.slow_import (i int primary key);
                        copy auth.users (id, email, encrypted_password, email_confirmed_at) from stdin;
                        11111111-1111-4111-8111-111111111111\tann@example.com\t$2a$06$GjZVxlvVO3gVSMWWZvp9FOv8iTFZlI/k4Ia68hnLtPg82yPblhvVW\t2024-01-01
                        \\.
                        insert into public.slow_import select * from generate_series(1, 1000);
                        select pg_sleep(8);
                        """);
        var one = path + "/" + task.path("id").asLong();
        owner.await(one, it -> it.path("progress").path("phase").asString().equals("restoring"));

        restart();
        owner = owner.at(server.url());

        var ended = owner.await(one, it -> !is(it, "running"));
        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("completed");
        assertThat(server.files("imports")).isEmpty();
        try (var connection = server.connect(owner, project);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from public.slow_import")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(1000);
        }
        // whoever had a password elsewhere has it here
        assertThat(
                        owner.signInUser(
                                project.path("anon_key").asString(),
                                "ann@example.com",
                                "annas password"))
                .isEqualTo(200);
    }

    private void fill(JsonNode project) throws Exception {
        try (var connection = server.connect(client, project);
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table public.noise as select i, (
                        select string_agg(md5(random()::text || i || j), '') from generate_series(1, 32) j) as t
                    from generate_series(1, 15000) i;
                    create function public.nap() returns int language sql as
                        $$ select 1 from pg_sleep(case when current_database() like '%restore%' then 12 else 0 end) $$;
                    create materialized view public.slow as select public.nap();
                    """);
        }
    }

    private CountDownLatch holdPart(int which) {
        var reached = new CountDownLatch(1);
        release = new CountDownLatch(1);
        var held = release;
        s3.onPart(number -> {
            if (number == which) {
                reached.countDown();
                held.await(5, TimeUnit.MINUTES);
            }
        });
        return reached;
    }

    private JsonNode killInBackup() throws Exception {
        var reached = holdPart(2);
        client.call("POST", "/platform/backups/run", Map.of());
        assertThat(reached.await(3, TimeUnit.MINUTES)).isTrue();

        restart();

        var list = client.await("/platform/backups/history", it -> is(it.get(0), "completed"));
        assertThat(list).hasSize(1);
        assertThat(s3.openUploads(bucket)).isZero();
        assertThat(s3.keys(bucket)).hasSize(2);
        return list.get(0);
    }

    private void killInRestore(JsonNode project, JsonNode backup) throws Exception {
        try (var connection = server.connect(client, project);
                var statement = connection.createStatement()) {
            statement.execute("delete from public.noise");
        }
        var task =
                client.call(
                                "POST",
                                "/platform/backups/" + backup.path("id").asLong() + "/restore",
                                Map.of("platform_password", PlatformClient.PASSWORD))
                        .path("task_id")
                        .asLong();
        var path = "/platform/projects/" + project.path("id").asString() + "/import/" + task;
        client.await(
                path,
                it -> it.path("progress").path("current").asString().contains("MATERIALIZED"));

        restart();

        client.await(path, it -> is(it, "completed"));
        try (var connection = server.connect(client, project);
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("select count(*) from public.noise")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(15_000);
            }
            try (var row =
                    statement.executeQuery(
                            "select string_agg(datname, ',') from pg_database where datname ~ '_(restore|verify|before)_'")) {
                row.next();
                assertThat(row.getString(1))
                        .isEqualTo(project.path("db_name").asString() + "_before_" + task);
            }
            try (var row =
                    statement.executeQuery(
                            "select count(*) from pg_roles where rolname ~ '_load_'")) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
        }
    }

    private void killInDeletion(JsonNode project) throws Exception {
        var other = client.createProject("other");
        var reached = holdPart(1);
        client.sendLater("DELETE", "/platform/projects/" + project.path("id").asString());
        assertThat(reached.await(3, TimeUnit.MINUTES)).isTrue();

        restart();

        client.await(
                "/platform/backups/history",
                list ->
                        is(list.get(0), "completed")
                                && list.get(0).path("trigger").asString().equals("final"));
        var ref = project.path("ref").asString("");
        try (var connection = server.connect(client, other);
                var statement = connection.createStatement()) {
            var left = -1;
            for (int i = 0; i < 600 && left != 0; i++) {
                try (var row =
                        statement.executeQuery(
                                "select (select count(*) from pg_database where datname like '%s%%') + (select count(*) from pg_roles where rolname like 'p\\_%s%%')"
                                        .formatted(
                                                project.path("db_name").asString(),
                                                ref.isEmpty() ? "none" : ref))) {
                    row.next();
                    left = row.getInt(1);
                }
                Thread.sleep(100);
            }
            assertThat(left).isZero();
        }
        assertThat(s3.openUploads(bucket)).isZero();
        assertThat(s3.keys(bucket)).hasSize(4);
    }

    private void restart() {
        server.kill();
        s3.onPart(null);
        release.countDown();
        server.startAgain();
        client = client.at(server.url());
    }

    private static boolean is(JsonNode node, String status) {
        return node != null && node.path("status").asString().equals(status);
    }
}
