package dev.dupabase.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.platform.project.Project;
import dev.dupabase.testing.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Dumps made to do harm (contracts/platform.md §20-3, §20-13).
class HostileDumpTest extends ImportServer {
    private static final String ROLES =
            "select string_agg(rolname || rolsuper, ',' order by rolname) from pg_roles where rolname !~ '^p_'";

    @TempDir Path folder;

    /// Nothing of what is done to it lasts.
    private static Project shared;

    private Project project;

    @BeforeEach
    void makeProject() {
        if (shared == null) {
            shared = newProject();
        }
        project = shared;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\! touch /tmp/dupabase-was-here",
                "\\c postgres",
                "\\connect postgres",
                "\\copy t from '/etc/passwd'",
                "\\i /etc/passwd",
                "select 1 \\g |sh",
                "copy t from program 'touch /tmp/dupabase-was-here';",
                "copy t from '/etc/passwd';",
                "copy t to '/tmp/dupabase-was-here';",
                "copy t to program 'sh';",
                "copy (select 1) to '/tmp/dupabase-was-here';",
                "copy t from stdin binary;\n\\.\n",
                "rollback;",
                "savepoint x;",
                "prepare transaction 'x';",
                "set standard_conforming_strings = off;",
                "set client_encoding = 'SJIS';"
            })
    void what_is_not_data_fails_before_anything_is_touched(String line) {
        var task = importing(project, "create table t (x text);\n" + line + "\n");
        assertThat(failure(task)).isNotBlank();
        assertThat(task.get("progress").get("phase").asString()).isEqualTo("reading");
        assertThat(ask(project, "select to_regclass('public.t')")).isNull();
        assertThat(Path.of("/tmp/dupabase-was-here")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "do $$ begin execute 'copy t from program ''touch /tmp/dupabase-was-here'''; end $$;",
                "do $$ begin execute 'copy t from ''/etc/passwd'''; end $$;",
                "do $$ begin perform pg_read_file('/etc/passwd'); end $$;",
                "select lo_import('/etc/passwd');",
                "do $$ begin execute 'set role postgres'; end $$;",
                "do $$ begin execute 'set role supabase_auth_admin'; end $$;",
                "do $$ begin execute 'set session authorization postgres'; end $$;",
                "do $$ begin execute 'create role x superuser'; end $$;",
                "do $$ begin execute 'alter role current_user superuser'; end $$;",
                "do $$ begin commit; end $$;",
                "do $$ begin execute 'commit'; end $$;",
                "create procedure p() language plpgsql as 'begin commit; end'; call p();",
                "do $$ begin insert into auth.users (id) values (gen_random_uuid()); end $$;",
                "do $$ begin update auth.users set encrypted_password = 'x'; end $$;",
                "do $$ begin perform _imports.take_users(1, false); execute 'select * from _imports.staged_rows'; end $$;",
                "do $$ begin execute 'drop schema auth cascade'; end $$;",
                "do $$ begin execute 'drop database postgres'; end $$;",
                "do $$ begin perform set_config('standard_conforming_strings', 'off', false); end $$;",
                "do $$ begin execute 'create function f() returns int language c as ''x'''; end $$;",
                "do $$ begin execute 'create extension plperlu'; end $$;",
                "do $$ begin execute 'alter system set log_statement = ''all'''; end $$;",
                "create function f() returns int language internal as 'pg_backend_pid';",
                "select 1/0;"
            })
    void what_tries_for_powers_is_refused_by_postgres_and_rolled_back(String line) {
        var before = ask(project, ROLES);
        var task = importing(project, "create table t (x text);\n" + line + "\n");
        assertThat(failure(task)).isNotBlank();
        assertThat(ask(project, "select to_regclass('public.t')")).isNull();
        assertThat(ask(project, ROLES)).isEqualTo(before);
        assertThat(Path.of("/tmp/dupabase-was-here")).doesNotExist();
    }

    @Test
    void roles_settings_and_transactions_of_a_script_mean_nothing() {
        project = newProject();
        assertCompleted(
                importing(
                        project,
                        """
                        begin;
                        set role postgres; set session authorization 'postgres'; reset role; reset all;
                        set local role none; alter role postgres password 'x'; create role evil superuser;
                        drop role if exists anon; alter database postgres owner to anon;
                        alter system set log_statement = 'all'; create tablespace x location '/tmp';
                        set statement_timeout = 1; set lock_timeout = 1;
                        create table t (who text default current_user); insert into t default values;
                        grant all on t to public; alter table t owner to postgres; security label on table t is 'x';
                        create event trigger e on ddl_command_end execute function f();
                        commit; end; commit;
                        vacuum; checkpoint; load 'x'; listen x; reassign owned by anon to postgres;
                        """));
        assertThat(ask(project, "select who from t"))
                .isEqualTo("p_" + project.ref().value() + "_owner");
        assertThat(ask(project, "select count(*) from pg_roles where rolname = 'evil'"))
                .isEqualTo("0");
    }

    @Test
    void the_session_of_an_import_can_become_nobody() {
        // whoever resets the role is a login that owns nothing and may nothing
        var task =
                importing(
                        project,
                        "create table t (x text); do $$ begin execute 'reset role'; execute 'set role none';"
                                + " execute 'create table public.other (x int)'; end $$;");
        assertThat(failure(task)).contains("permission denied");
    }

    @Test
    void words_in_quotes_and_comments_are_no_statements() {
        project = newProject();
        assertCompleted(
                importing(
                        project,
                        """
                        /* \\! rm /* nested */ ; copy t from program 'x'; */
                        create table t (x text); -- \\! touch
                        insert into t values ('\\! touch; commit;'), (E'it\\'s; \\\\'), ($a$ \\c $b$ ; $a$), ('a''; rollback; --');
                        create function f() returns text language plpgsql as $f$ begin /* ' */ return ';'; end $f$;
                        insert into t values (E'one'
                          'two\\'; rollback; --');
                        create table "a;b" ("c\\d" int);
                        copy t from stdin;
                        \\\\.
                        \\\\! sh
                        rollback;
                        \\.
                        insert into t values (U&'\\0041'), (N'n'), (B'101'::text), ('$x$');
                        """));
        assertThat(ask(project, "select count(*) from t")).isEqualTo("12");
        assertThat(ask(project, "select count(*) from t where x = 'rollback;'")).isEqualTo("1");
        assertThat(ask(project, "select count(*) from t where x = E'onetwo\\'; rollback; --'"))
                .isEqualTo("1");
    }

    @Test
    void errors_are_not_passed_over() {
        // contracts/platform.md §20-13: the original's psql goes on and says completed
        var task =
                importing(
                        project,
                        "create table one (x int); create table one (x int); create table two (x int);");
        assertThat(failure(task)).contains("already exists").contains("create table one");
        assertThat(ask(project, "select to_regclass('public.two')")).isNull();
        assertThat(
                        failure(
                                importing(
                                        project,
                                        "create table t (x int); insert into missing values (1);")))
                .contains("missing");
    }

    @Test
    void rubbish_fails_and_says_so() {
        var binary = new byte[5000];
        Arrays.fill(binary, 100, 200, (byte) 7);
        assertThat(failure(importing(project, "x.sql", binary, Map.of()))).contains("not SQL");
        var custom = "PGDMPgarbage that is no archive".getBytes(StandardCharsets.UTF_8);
        var begun = start(project, "x.dump", custom, Map.of());
        assertThat(begun.get("format").asString()).isEqualTo("custom");
        assertThat(failure(end(project, begun))).isNotBlank();
        assertThat(
                        failure(
                                importing(
                                        project,
                                        "x.sql",
                                        "create table t (x".getBytes(StandardCharsets.UTF_8),
                                        Map.of())))
                .contains("syntax error");
        assertThat(
                        failure(
                                importing(
                                        project,
                                        "x.sql",
                                        new byte[] {'s', (byte) 0xff, ';'},
                                        Map.of())))
                .contains("not text");
        assertThat(
                        failure(
                                importing(
                                        project,
                                        "x.gz",
                                        new byte[] {0x1f, (byte) 0x8b, 1, 2},
                                        Map.of())))
                .contains("cut off");
    }

    @Test
    void what_is_cut_off_changes_nothing() throws IOException {
        var source = TestPostgres.newDatabase();
        TestPostgres.execute(
                source,
                "create table t as select i, md5(i::text) from generate_series(1, 20000) i");
        for (var format : new String[] {"plain", "custom", "tar"}) {
            var whole =
                    Files.readAllBytes(
                            Dumps.dump(folder, format + ".dump", source, "--format=" + format));
            for (int length : new int[] {whole.length / 2, whole.length / 3, 700}) {
                var cut = Arrays.copyOf(whole, length);
                assertThat(failure(importing(project, "cut.dump", cut, Map.of())))
                        .as(format + " " + length)
                        .containsAnyOf("cut off", "lacks", "syntax", "not text");
                var packed = Arrays.copyOf(gzip(whole), length / 3);
                assertThat(failure(importing(project, "cut.gz", packed, Map.of())))
                        .as(format + " packed " + length)
                        .contains("cut off");
            }
            assertThat(ask(project, "select to_regclass('public.t')")).isNull();
        }
    }

    @Test
    void bombs_do_not_go_off() throws IOException {
        var zeros = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zeros)) {
            gzip.write("select 1;".getBytes(StandardCharsets.UTF_8));
            var chunk = new byte[1 << 20];
            Arrays.fill(chunk, (byte) ' ');
            chunk[0] = '\n';
            for (int i = 0; i < 200; i++) {
                gzip.write(chunk);
            }
        }
        assertThat(failure(importing(project, "bomb.sql.gz", zeros.toByteArray(), Map.of())))
                .contains("200 times its size");
        var twice = gzip(zeros.toByteArray());
        assertThat(failure(importing(project, "twice.sql.gz", twice, Map.of())))
                .contains("more than once");
        var long_ =
                ("insert into t values ('" + "x".repeat(3 << 20) + "');")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(failure(importing(project, "long.sql", long_, Map.of())))
                .contains("longer than 2 MB");
        assertThat(TEMP.resolve(project.id().toString())).isEmptyDirectory();
    }

    @Test
    void archives_cannot_leave_their_folder() throws IOException {
        var source = TestPostgres.newDatabase();
        TestPostgres.execute(source, "create table t as select 1 as i");
        var dump = Dumps.dump(folder, "dir", source, "--format=directory", "--compress=0");
        Path data;
        try (var files = Files.list(dump)) {
            data =
                    files.filter(file ->
                                    file.toString().endsWith(".dat") && !file.endsWith("toc.dat"))
                            .findFirst()
                            .orElseThrow();
        }
        var toc = Files.readAllBytes(dump.resolve("toc.dat"));
        var name = data.getFileName().toString();
        var evil = replaced(toc, name, "../../../../etc/passwd".substring(22 - name.length()));
        assertThat(failure(importing(project, "evil.zip", zip("toc.dat", evil), Map.of())))
                .contains("archive");
        var outside = zip("dump/toc.dat", toc, "dump/../" + name, Files.readAllBytes(data));
        assertThat(failure(importing(project, "outside.zip", outside, Map.of())))
                .contains("lacks the file");
        assertThat(failure(importing(project, "empty.zip", zip("other.txt", toc), Map.of())))
                .contains("no toc.dat");
    }

    @Test
    void a_table_of_contents_that_lies_is_not_believed() throws IOException {
        project = newProject();
        var source = TestPostgres.newDatabase();
        TestPostgres.execute(
                source,
                "create table t (i int); insert into t values (1);"
                        + "create view v as select 'ROLLBACK;;;;;;;' as x, 1 as \"COPYCOPY\"");
        var whole =
                Files.readAllBytes(
                        Dumps.dump(folder, "t.dump", source, "--format=custom", "--compress=0"));

        var statement = replaced(whole, "CREATE VIEW public.v AS", "ROLLBACK;CREATE VIEW v ");
        assertThat(failure(importing(project, "t.dump", statement, Map.of()))).contains("rollback");
        var copy =
                replaced(whole, "COPY public.t (i) FROM stdin;", "COPY public.t FROM '/etc/xx';");
        assertThat(failure(importing(project, "t.dump", copy, Map.of()))).contains("only COPY");
        var other =
                replaced(whole, "COPY public.t (i) FROM stdin;", "COPY public.x (i) FROM stdin;");
        assertThat(failure(importing(project, "t.dump", other, Map.of())))
                .contains("something else");
        var meta = replaced(whole, "CREATE VIEW public.v AS", "\\! touch /tmp/xxxxxxxxx");
        assertThat(failure(importing(project, "t.dump", meta, Map.of()))).isNotBlank();
        assertThat(ask(project, "select to_regclass('public.t')")).isNull();
        assertCompleted(importing(project, "t.dump", whole, Map.of()));
    }

    @Test
    void a_project_cannot_be_left() {
        var other = newProject();
        run(other, "create table secret (x int)");
        for (var line :
                new String[] {
                    "create extension dblink;",
                    "create extension postgres_fdw;",
                    "select * from " + other.databaseName() + ".public.secret;"
                }) {
            var task = importing(project, "create table t (x int); " + line);
            if (line.startsWith("create extension")) {
                assertThat(task.get("warnings").toString()).contains("left out");
                run(project, "drop table t");
            } else {
                assertThat(failure(task)).contains("cross-database");
            }
        }
        assertThat(
                        ask(
                                project,
                                "select count(*) from pg_extension where extname in ('dblink', 'postgres_fdw')"))
                .isEqualTo("0");
    }

    private static byte[] replaced(byte[] bytes, String what, String by) {
        assertThat(by).hasSameSizeAs(what);
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(what);
        return text.replace(what, by).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                zip.write((byte[]) namesAndContents[i + 1]);
                zip.closeEntry();
            }
        }
        return packed.toByteArray();
    }
}
