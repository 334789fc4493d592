package dev.dupabase.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.platform.project.Project;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImportRoutesTest extends ImportServer {
    private static final byte[] TINY = "select 1;".getBytes(StandardCharsets.UTF_8);

    /// Runs until somebody ends it.
    private static final byte[] ENDLESS =
            "create table half (x int); insert into half values (1); select pg_sleep(600);"
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void a_script_comes_in_and_its_task_tells_all_of_it() {
        var project = newProject();
        var begun =
                start(
                        project,
                        "../../etc/\u0007shop.sql",
                        "create table t (id int primary key); insert into t values (1), (2);"
                                .getBytes(StandardCharsets.UTF_8),
                        Map.of("clean_import", "false"));
        assertThat(begun.get("status").asString()).isEqualTo("running");
        assertThat(begun.get("format").asString()).isEqualTo("sql");
        assertThat(begun.get("error_message").isNull()).isTrue();
        assertThat(begun.get("completed_at").isNull()).isTrue();
        assertThat(begun.get("id").asLong()).isPositive();

        var ended = end(project, begun);

        assertCompleted(ended);
        assertThat(ended.get("tables_imported").asInt()).isEqualTo(1);
        assertThat(ended.get("file_name").asString()).isEqualTo("_shop.sql");
        assertThat(ended.get("db_name").asString()).isEqualTo(project.databaseName());
        assertThat(ended.get("progress").get("percent").asInt()).isEqualTo(100);
        assertThat(ended.get("options").get("disable_triggers").asBoolean()).isTrue();
        assertThat(ask(project, "select count(*) from t")).isEqualTo("2");
        assertThat(ask(project, "select has_table_privilege('service_role', 't', 'insert')"))
                .isEqualTo("t");
        assertThat(get(project.id() + "/import/history").json().get(0)).isEqualTo(ended);
        assertNothingWaits(project);
        assertThat(StandInAccess.DEEDS)
                .anyMatch(deed ->
                        deed.action().label().equals("start_import")
                                && project.id().equals(deed.projectId()));
    }

    @Test
    void who_may_not_learns_nothing() {
        var project = newProject();
        var path = project.id() + "/import";
        assertThat(upload(path, "x.sql", TINY, Map.of(), "X-Test-Role", "").status())
                .isEqualTo(404);
        assertThat(upload(path, "x.sql", TINY, Map.of(), "X-Test-Role", "viewer").status())
                .isEqualTo(403);
        assertThat(get(path + "/history", "X-Test-Role", "").status()).isEqualTo(404);
        assertThat(get(path + "/history", "X-Test-Role", "viewer").status()).isEqualTo(200);
        assertThat(get(path + "/history").body()).isEqualTo("[]");
        assertThat(get(UUID.randomUUID() + "/import/history").status()).isEqualTo(404);
    }

    @Test
    void bad_requests_are_told_what_is_wrong() {
        var project = newProject();
        var path = project.id() + "/import";
        assertThat(upload(path, "x.txt", TINY, Map.of()).status()).isEqualTo(400);
        assertThat(upload(path, null, null, Map.of()).status()).isEqualTo(400);
        assertThat(upload(path, "x.sql", TINY, Map.of("clean_import", "perhaps")).status())
                .isEqualTo(400);
        assertThat(upload(path, null, null, Map.of("upload_id", "x")).status()).isEqualTo(400);
        assertThat(
                        upload(path, null, null, Map.of("upload_id", UUID.randomUUID().toString()))
                                .body())
                .contains("upload_not_found");
        var json =
                call(
                        "POST",
                        path,
                        java.net.http.HttpRequest.BodyPublishers.ofString("{}"),
                        "Content-Type",
                        "application/json");
        assertThat(json.status()).as(json.body()).isEqualTo(400);
        assertThat(get(path + "/x").status()).isEqualTo(400);
        assertThat(get(path + "/999999").status()).isEqualTo(404);
        assertThat(call("POST", path + "/999999/cancel", noBody()).status()).isEqualTo(404);
        assertThat(
                        upload(
                                        path + "/analyze",
                                        "x.dump",
                                        "PGDMP?".getBytes(StandardCharsets.UTF_8),
                                        Map.of())
                                .body())
                .contains("dump_unreadable");
        assertNothingWaits(project);
    }

    @Test
    void a_file_that_is_too_large_is_refused_while_it_comes() {
        var project = newProject();
        var large = new byte[41 << 20];
        assertThat(upload(project.id() + "/import", "x.sql", large, Map.of()).status())
                .isEqualTo(413);
        assertNothingWaits(project);
    }

    @Test
    void only_one_runs_at_a_time_and_cancelling_leaves_nothing() {
        var project = newProject();
        var path = project.id() + "/import";
        var begun = start(project, "endless.sql", ENDLESS, Map.of());
        var task = path + "/" + begun.get("id").asLong();

        var second = upload(path, "x.sql", TINY, Map.of());
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains("import_running");
        awaitSleep(project, 1);
        assertThat(call("POST", task + "/cancel", noBody(), "X-Test-Role", "viewer").status())
                .isEqualTo(403);
        assertThat(
                        call(
                                        "POST",
                                        newProject().id()
                                                + "/import/"
                                                + begun.get("id").asLong()
                                                + "/cancel",
                                        noBody())
                                .status())
                .isEqualTo(404);
        var cancelled = call("POST", task + "/cancel", noBody());
        assertThat(cancelled.body()).isEqualTo("{\"status\":\"cancelled\"}");

        awaitSleep(project, 0);
        // who comes late does not overwrite what was said
        assertThat(end(project, begun).get("status").asString()).isEqualTo("cancelled");
        assertThat(call("POST", task + "/cancel", noBody()).status()).isEqualTo(400);
        awaitNothingWaits(project);
        assertThat(get(task).json().get("status").asString()).isEqualTo("cancelled");
        assertThat(ask(project, "select to_regclass('public.half')")).isNull();
        assertCompleted(importing(project, "create table half (x int);"));
    }

    @Test
    void an_interrupted_import_begins_anew() throws Exception {
        // contracts/platform.md §20-16: a restart leaves nothing running for ever
        var project = newProject();
        var upload = UUID.randomUUID();
        var file = TEMP.resolve(project.id().toString()).resolve(upload + ".dump");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "create table again (x int);");
        remember(upload, project);
        long id = interrupted(project, upload);

        var ended = end(project, get(project.id() + "/import/" + id).json());

        assertCompleted(ended);
        assertThat(ask(project, "select to_regclass('public.again')")).isEqualTo("again");
    }

    @Test
    void an_import_that_was_committed_is_not_done_twice() throws Exception {
        var project = newProject();
        var upload = UUID.randomUUID();
        var file = TEMP.resolve(project.id().toString()).resolve(upload + ".dump");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "create table again (x int);");
        remember(upload, project);
        long id = platform.sql("select nextval('platform.task_ids')").query(Long.class).single();
        run(
                project,
                "insert into _imports.finished (task_id, tables_imported) values (" + id + ", 7)");
        interrupted(id, project, upload);

        var ended = end(project, get(project.id() + "/import/" + id).json());

        assertCompleted(ended);
        assertThat(ended.get("tables_imported").asInt()).isEqualTo(7);
        assertThat(ask(project, "select to_regclass('public.again')")).isNull();
    }

    @Test
    void an_import_whose_file_is_gone_has_failed() {
        var project = newProject();
        long id = interrupted(project, UUID.randomUUID());
        assertThat(failure(end(project, get(project.id() + "/import/" + id).json())))
                .contains("interrupted");
    }

    @Test
    void waiting_files_are_private() throws Exception {
        // contracts/platform.md §20-38: temporary files nobody else can read, under names nobody
        // knows
        var project = newProject();
        var answer = upload(project.id() + "/import/analyze", "x.sql", TINY, Map.of()).json();
        var folder = TEMP.resolve(project.id().toString());
        var file = folder.resolve(answer.get("upload_id").asString() + ".dump");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        // one file a project: the next one takes its place
        upload(project.id() + "/import/analyze", "y.sql", TINY, Map.of());
        assertThat(file).doesNotExist();
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void triggers_rest_while_rows_come_in_and_are_as_before_afterwards() {
        // contracts/platform.md §20-30: the original's setting ends with its session
        var project = newProject();
        run(
                project,
                """
                set role p_REF_owner;
                create table t (x int); create table log (x int);
                create function note() returns trigger language plpgsql as 'begin insert into log values (new.x); return new; end';
                create trigger a after insert on t for each row execute function note();
                create trigger b after insert on t for each row execute function note();
                create trigger c after insert on t for each row execute function note();
                alter table t disable trigger b; alter table t enable always trigger c;
                """
                        .replace("REF", project.ref().value()));
        assertCompleted(
                importing(
                        project,
                        "copy public.t from stdin;\n1\n2\n\\.\ninsert into public.t values (3);"));
        assertThat(ask(project, "select count(*) from log")).isEqualTo("0");
        assertThat(
                        ask(
                                project,
                                "select string_agg(tgenabled::text, '' order by tgname) from pg_trigger where tgrelid = 't'::regclass"))
                .isEqualTo("ODA");
        assertThat(failure(importing(project, "insert into public.t values (4); select 1/0;")))
                .contains("division");
        assertThat(
                        ask(
                                project,
                                "select string_agg(tgenabled::text, '' order by tgname) from pg_trigger where tgrelid = 't'::regclass"))
                .isEqualTo("ODA");
        assertCompleted(
                importing(
                        project,
                        "x.sql",
                        "insert into public.t values (5);".getBytes(StandardCharsets.UTF_8),
                        Map.of("disable_triggers", "false")));
        assertThat(ask(project, "select count(*) from log")).isEqualTo("2");
    }

    @Test
    void a_dump_in_another_encoding_is_read_in_it() {
        var project = newProject();
        assertCompleted(
                importing(
                        project,
                        "latin.sql",
                        "set client_encoding = 'LATIN1'; create table t (x text); insert into t values ('ä'); copy t from stdin;\nöß\n\\.\n"
                                .getBytes(StandardCharsets.ISO_8859_1),
                        Map.of()));
        assertThat(ask(project, "select string_agg(x, '' order by x collate \"C\") from t"))
                .isEqualTo("äöß");
    }

    private static java.net.http.HttpRequest.BodyPublisher noBody() {
        return java.net.http.HttpRequest.BodyPublishers.noBody();
    }

    private static void awaitSleep(Project project, int count) {
        for (int i = 0; i < 1200; i++) {
            if (ask(
                            project,
                            "select count(*) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(600)%' and pid <> pg_backend_pid()")
                    .equals(Integer.toString(count))) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("the statement does not " + (count == 0 ? "end" : "begin"));
    }

    private static void assertNothingWaits(Project project) {
        var folder = Path.of(TEMP.toString(), project.id().toString());
        if (Files.exists(folder)) {
            assertThat(folder).isEmptyDirectory();
        }
    }

    private static void awaitNothingWaits(Project project) {
        for (int i = 0;
                i < 1200 && TEMP.resolve(project.id().toString()).toFile().list().length > 0;
                i++) {
            pause();
        }
        assertNothingWaits(project);
    }

    private void remember(UUID upload, Project project) {
        platform.sql(
                        """
                        insert into platform.import_uploads (id, project_id, file_name, file_size, complete, expires_at)
                        values (:id, :project, 'x.sql', 1, true, now() + interval '1 hour')
                        """)
                .param("id", upload)
                .param("project", project.id())
                .update();
    }

    private long interrupted(Project project, UUID upload) {
        long id = platform.sql("select nextval('platform.task_ids')").query(Long.class).single();
        interrupted(id, project, upload);
        return id;
    }

    /// An import of which nothing was heard for a while.
    private void interrupted(long id, Project project, UUID upload) {
        platform.sql(
                        """
                        insert into platform.import_tasks (id, project_id, upload_id, db_name, file_name, file_size,
                            format, options, status, progress, heartbeat_at)
                        values (:id, :project, :upload, 'x', 'x.sql', 1, 'sql',
                            '{"clean_import":false,"skip_auth_schema":true,"disable_triggers":true,"migrate_auth_users":true}',
                            'running', '{"phase":"restoring","done":0,"total":0,"percent":0,"current":""}',
                            now() - interval '1 hour')
                        """)
                .param("id", id)
                .param("project", project.id())
                .param("upload", upload)
                .update();
    }
}
