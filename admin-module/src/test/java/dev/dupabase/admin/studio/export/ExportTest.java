package dev.dupabase.admin.studio.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.admin.studio.StudioTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// With the machine's pg_dump.
class ExportTest extends StudioTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    void tables() {
        run(
                """
                create table kept (id int primary key, body text);
                alter table kept enable row level security;
                insert into kept values (1, 'hello');
                create table big as select n, md5(n::text) || md5((n + 1)::text) as noise
                    from generate_series(1, 300000) n
                """);
    }

    private HttpRequest request(String query) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + base + "/export" + query))
                .header("Authorization", "Bearer " + developer.token())
                .build();
    }

    @Test
    void a_dump_comes_in_the_format_that_was_asked_for() throws Exception {
        var since = auditPosition();
        var sql = developer.get(base + "/export?format=sql&tables=kept");
        assertThat(sql.status()).as(sql.body()).isEqualTo(200);
        assertThat(sql.header("Content-Type")).isEqualTo("application/sql");
        assertThat(sql.header("Content-Disposition"))
                .matches("attachment; filename=\"proj_[0-9a-f]{16}_\\d{8}T\\d{6}Z\\.sql\"");
        assertThat(sql.body()).contains("CREATE TABLE public.kept", "hello").doesNotContain("big");
        assertThat(actionsSince(since)).containsExactly("export_database");

        var custom = HTTP.send(request(""), BodyHandlers.ofByteArray());
        assertThat(custom.statusCode()).isEqualTo(200);
        assertThat(new String(custom.body(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("PGDMP");
        assertThat(custom.body().length).isGreaterThan(1_000_000);

        var zipped = HTTP.send(request("?format=plain&compress=6"), BodyHandlers.ofInputStream());
        assertThat(zipped.headers().firstValue("Content-Type")).contains("application/gzip");
        assertThat(zipped.headers().firstValue("Content-Encoding")).isEmpty();
        try (var text = new GZIPInputStream(zipped.body())) {
            var dump = new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(dump)
                    .contains("ENABLE ROW LEVEL SECURITY", "CREATE TABLE auth.users")
                    .doesNotContain("CREATE TABLE _dupabase");
        }
        var bare =
                developer.get(
                        base
                                + "/export?format=sql&schema_only=true&exclude_auth=true&exclude_tables=big");
        assertThat(bare.body())
                .contains("public.kept")
                .doesNotContain("hello", "auth.users", "public.big");
    }

    @Test
    void wrong_wishes_are_refused_before_anything_runs() {
        for (var wrong :
                new String[] {
                    "format=zip",
                    "schema_only=true&data_only=true",
                    "tables=a%3Bb",
                    "tables=a*",
                    "tables=-x",
                    "format=sql&compress=10",
                    "compress=1",
                    "inserts=true"
                }) {
            assertThat(developer.get(base + "/export?" + wrong).status()).as(wrong).isEqualTo(400);
        }
        // contracts/platform.md §20-34: what pg_dump refuses is an error, not a file
        var missing = developer.get(base + "/export?format=sql&tables=nothing");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text("code")).isEqualTo("export_failed");
        assertThat(missing.header("Content-Disposition")).isEmpty();
        assertThat(viewer.get(base + "/export").status()).isEqualTo(403);
        assertThat(register(newEmail()).get(base + "/export").status()).isEqualTo(404);
    }

    // contracts/platform.md §20-34: a dump that breaks off never looks whole
    @Test
    void a_dump_that_is_ended_half_way_cuts_the_connection() throws Exception {
        var answer = HTTP.send(request("?format=sql"), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (var body = answer.body()) {
            body.readNBytes(1000);
            // who does not read makes pg_dump wait
            var dumps = new ArrayList<ProcessHandle>();
            ProcessHandle.current()
                    .descendants()
                    .filter(child -> child.info().command().orElse("").endsWith("pg_dump"))
                    .forEach(dumps::add);
            assertThat(dumps).isNotEmpty();
            dumps.forEach(ProcessHandle::destroyForcibly);
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_project_has_two_exports_at_once_at_most() throws Exception {
        try (var first = HTTP.send(request("?format=sql"), BodyHandlers.ofInputStream()).body();
                var second =
                        HTTP.send(request("?format=sql"), BodyHandlers.ofInputStream()).body()) {
            var third = developer.get(base + "/export?format=sql");
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.text("code")).isEqualTo("too_many_exports");
            assertThat(third.header("Retry-After")).isNotEmpty();
            first.readAllBytes();
            second.readAllBytes();
        }
        assertThat(developer.get(base + "/export?format=sql&tables=kept").status()).isEqualTo(200);
    }
}
