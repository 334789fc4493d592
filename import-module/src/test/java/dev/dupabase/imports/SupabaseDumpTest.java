package dev.dupabase.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.platform.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A project of Supabase's comes in with its users, rows, policies and triggers.
class SupabaseDumpTest extends ImportServer {
    @TempDir static Path folder;
    private static String source;

    @BeforeAll
    static void makeSource() {
        source = Dumps.database("supabase.sql");
    }

    @Test
    void as_a_script() {
        comesIn(Dumps.dump(folder, "plain.sql", source));
    }

    @Test
    void as_a_script_of_inserts() {
        comesIn(Dumps.dump(folder, "inserts.sql", source, "--inserts"));
    }

    @Test
    void as_an_archive() {
        comesIn(Dumps.dump(folder, "custom.dump", source, "--format=custom"));
    }

    @Test
    void as_an_archive_of_inserts() {
        comesIn(Dumps.dump(folder, "rows.dump", source, "--format=custom", "--rows-per-insert=3"));
    }

    @Test
    void as_a_tar() {
        comesIn(Dumps.dump(folder, "dump.tar", source, "--format=tar"));
    }

    @Test
    void as_a_folder() throws IOException {
        comesIn(Dumps.zip(Dumps.dump(folder, "folder", source, "--format=directory")));
    }

    private void comesIn(Path dump) {
        var project = newProject();
        var task = importing(project, dump, Map.of());
        assertCompleted(task);
        usersAreThere(project);
        rowsAreThere(project);
        tablesStayProtected(project);
        whatIsLeftOutIsSaid(task);
    }

    private static void usersAreThere(Project project) {
        assertThat(
                        ask(
                                project,
                                "select string_agg(left(id::text, 1), '' order by id) from auth.users"))
                .isEqualTo("1234");
        assertThat(
                        ask(
                                project,
                                "select extensions.crypt('annas password', encrypted_password) = encrypted_password"
                                        + " and email_confirmed_at is not null and raw_user_meta_data ->> 'name' = E'Ann \"the\\\\tester\"\\n'"
                                        + " from auth.users where email = 'ann@example.com'"))
                .isEqualTo("t");
        assertThat(
                        ask(
                                project,
                                "select count(*) from auth.users where recovery_token <> '' or confirmation_token <> ''"))
                .isEqualTo("0");
        // a forged role in a dump would stand in users' tokens
        assertThat(ask(project, "select string_agg(distinct role, ',') from auth.users"))
                .isEqualTo("authenticated");
        assertThat(ask(project, "select email from auth.users where id::text like '2%'"))
                .isEqualTo("bob@example.com");
        assertThat(
                        ask(
                                project,
                                "select string_agg(left(user_id::text, 1) || provider, ' ' order by user_id) from auth.identities"))
                .isEqualTo("1email 2google 3phone");
        assertThat(
                        ask(
                                project,
                                "select string_agg(friendly_name || secret, ',') from auth.mfa_factors"))
                .isEqualTo("phone of AnnJBSWY3DPEHPK3PXP");
        assertThat(ask(project, "select count(*) from auth.sessions")).isEqualTo("0");
        assertThat(ask(project, "select count(*) from auth.one_time_tokens")).isEqualTo("0");
        assertThat(ask(project, "select count(*) from _imports.staged_rows")).isEqualTo("0");
    }

    private static void rowsAreThere(Project project) {
        // contracts/platform.md §20-31: the original drops tables with such words in their names
        assertThat(ask(project, "select note from public.auth_and_storage"))
                .isEqualTo("storage.objects");
        assertThat(ask(project, "select count(*) from public.todos")).isEqualTo("2");
        assertThat(ask(project, "select count(*) from public.profiles where token is not null"))
                .isEqualTo("4");
        assertThat(
                        ask(
                                project,
                                "select tgrelid::regclass from pg_trigger where tgname = 'on_auth_user_created'"))
                .isEqualTo("auth.users");
        run(
                project,
                "set role supabase_auth_admin; insert into auth.users (id, email) values (gen_random_uuid(), 'new@example.com')");
        assertThat(ask(project, "select count(*) from public.profiles")).isEqualTo("5");
        assertThat(
                        ask(
                                project,
                                "select version from auth.schema_migrations where version = '20240101000000'"))
                .isNull();
        assertThat(
                        ask(
                                project,
                                "select string_agg(nspname, ',' order by nspname) from pg_namespace where nspname !~ '^pg_(toast|temp)'"))
                .isEqualTo(
                        "_dupabase,_imports,auth,extensions,information_schema,pg_catalog,public");
    }

    private static void tablesStayProtected(Project project) {
        // contracts/platform.md §20-14: row level security is kept, and closed tables stay closed
        assertThat(
                        ask(
                                project,
                                "select string_agg(relname, ',' order by relname) from pg_class"
                                        + " where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity"))
                .isEqualTo("auth_and_storage,closed,profiles,todos");
        assertThat(
                        ask(
                                project,
                                "select string_agg(policyname, ',' order by policyname) from pg_policies where schemaname = 'public'"))
                .isEqualTo("all profiles,own todos,the words auth.users and storage");
        assertThat(
                        ask(
                                project,
                                "select string_agg(distinct relowner::regrole::text, ',') from pg_class where relnamespace = 'public'::regnamespace"))
                .isEqualTo("p_" + project.ref().value() + "_owner");
        assertThat(ask(project, "select has_table_privilege('anon', 'public.todos', 'select')"))
                .isEqualTo("t");
    }

    private static void whatIsLeftOutIsSaid(JsonNode task) {
        var warnings = new ArrayList<String>();
        task.get("warnings").forEach(text -> warnings.add(text.asString()));
        for (var words :
                List.of(
                        "users were left out: 1 ",
                        "schema vault",
                        "schema supabase_functions",
                        "schema cron",
                        "publications",
                        "event triggers",
                        "large objects",
                        "pg_stat_statements",
                        "for the role dashboard_user",
                        "row level security is now on for public.closed",
                        "CREATE TRIGGER webhook",
                        "CREATE VIEW public.open_secrets",
                        "anyone reads avatars",
                        "rows of storage.objects")) {
            assertThat(warnings).as(words).anyMatch(text -> text.contains(words));
        }
        assertThat(warnings).noneMatch(text -> text.contains("a secret of the old house"));
    }

    @Test
    void without_its_users_if_that_is_wanted() {
        // contracts/platform.md §20-30: the original ignores migrate_auth_users
        var project = newProject();
        var dump =
                Dumps.dump(
                        folder,
                        "no-users.dump",
                        source,
                        "--format=custom",
                        "--exclude-table-data=public.*");
        assertCompleted(importing(project, dump, Map.of("migrate_auth_users", "false")));
        assertThat(ask(project, "select count(*) from auth.users")).isEqualTo("0");
    }

    @Test
    void users_whose_address_is_taken_stay_as_they_are() {
        var project = newProject();
        run(
                project,
                "insert into auth.users (id, email, encrypted_password) values"
                        + " ('77777777-7777-7777-7777-777777777777', 'ann@example.com', 'hers')");
        var task =
                importing(
                        project,
                        Dumps.dump(
                                folder,
                                "users.sql",
                                source,
                                "--table=auth.users",
                                "--table=auth.identities"),
                        Map.of());
        assertCompleted(task);
        assertThat(
                        ask(
                                project,
                                "select encrypted_password from auth.users where email = 'ann@example.com'"))
                .isEqualTo("hers");
        assertThat(task.get("warnings").toString()).contains("users were left out: 2 ");
        assertThat(ask(project, "select count(*) from auth.users")).isEqualTo("4");
    }

    @Test
    void analysis_says_what_it_is_and_keeps_the_file() throws IOException {
        // contracts/platform.md §20-39: the original guesses from the first 10 MiB by words
        var project = newProject();
        for (var dump :
                List.of(
                        Dumps.dump(folder, "look.sql", source),
                        Dumps.dump(folder, "look.dump", source, "--format=custom"))) {
            var name = dump.getFileName().toString();
            var answer =
                    upload(
                            project.id() + "/import/analyze",
                            name,
                            Files.readAllBytes(dump),
                            Map.of());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            var analysis = answer.json();
            assertThat(analysis.get("is_supabase_dump").asBoolean()).isTrue();
            assertThat(analysis.get("has_auth_users").asBoolean()).isTrue();
            assertThat(analysis.get("has_migrations").asBoolean()).isTrue();
            assertThat(analysis.get("supabase_schemas").toString())
                    .isEqualTo(
                            "[\"auth\",\"extensions\",\"supabase_functions\",\"graphql\",\"graphql_public\",\"realtime\",\"_realtime\",\"storage\",\"vault\",\"pgsodium\"]");
            assertThat(analysis.get("detected_signals").toString())
                    .contains(
                            "role supabase_admin",
                            "schema auth",
                            "table auth.users",
                            "extension uuid-ossp");
            assertThat(analysis.get("server_version").asString()).startsWith("15.");
            assertThat(analysis.get("tool_version").asString()).startsWith("15.");
            assertThat(analysis.get("tables").toString())
                    .contains("{\"schema\":\"public\",\"name\":\"profiles\",\"estimated_rows\":4}");
            assertThat(analysis.get("owners").toString()).contains("supabase_auth_admin");
            assertThat(analysis.get("extensions").toString())
                    .contains("{\"name\":\"pgcrypto\",\"available\":true}");
            if (name.equals("look.dump")) {
                importsWithoutSendingAgain(project, analysis.get("upload_id").asString());
            }
        }
    }

    private void importsWithoutSendingAgain(Project project, String uploadId) {
        var answer = upload(project.id() + "/import", null, null, Map.of("upload_id", uploadId));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        var ended = end(project, answer.json());
        assertCompleted(ended);
        assertThat(ended.get("file_name").asString()).isEqualTo("look.dump");
        assertThat(
                        upload(project.id() + "/import", null, null, Map.of("upload_id", uploadId))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void a_word_makes_no_supabase_of_a_script() {
        var project = newProject();
        var sql =
                "-- create schema auth; supabase_admin\ncreate table t (note text);\n"
                        + "insert into t values ('create table auth.users; supabase_migrations, role authenticator');";
        var answer =
                upload(
                        project.id() + "/import/analyze",
                        "x.sql",
                        sql.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Map.of());
        assertThat(answer.json().get("is_supabase_dump").asBoolean()).isFalse();
        assertThat(answer.json().get("detected_signals")).isEmpty();
    }
}
