package dev.dupabase.auth.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@TestInstance(Lifecycle.PER_CLASS)
class AuthSchemaTest extends AuthServer {
    private TestProject project;

    @BeforeAll
    void makeProject() {
        project = newProject();
    }

    @Test
    void everything_belongs_to_the_schemas_owner_and_hides_behind_row_security() {
        assertThat(
                        project.query(
                                """
                                select relname || ' ' || pg_get_userbyid(relowner) from pg_class
                                where relnamespace = 'auth'::regnamespace
                                  and pg_get_userbyid(relowner) <> 'supabase_auth_admin'
                                union all
                                select proname || ' ' || pg_get_userbyid(proowner) from pg_proc
                                where pronamespace = 'auth'::regnamespace
                                  and pg_get_userbyid(proowner) <> 'supabase_auth_admin'
                                union all
                                select typname || ' ' || pg_get_userbyid(typowner) from pg_type
                                where typnamespace = 'auth'::regnamespace
                                  and pg_get_userbyid(typowner) <> 'supabase_auth_admin'
                                """))
                .isEmpty();
        assertThat(
                        project.query(
                                """
                                select relname from pg_class where relnamespace = 'auth'::regnamespace
                                  and relkind = 'r' and not relrowsecurity
                                """))
                .isEmpty();
        assertThat(
                        project.query(
                                "select relname from pg_class where relnamespace ="
                                        + " 'auth'::regnamespace and relkind = 'r'"))
                .hasSizeGreaterThanOrEqualTo(24);
    }

    @Test
    void a_reference_server_would_find_nothing_to_migrate() {
        assertThat(project.query("select version from auth.schema_migrations order by 1"))
                .hasSize(77)
                .startsWith("00")
                .endsWith("20260625000000");
    }

    @Test
    void claims_are_null_where_there_are_none_and_old_settings_win() {
        assertThat(
                        project.query(
                                """
                                select coalesce(auth.uid()::text, auth.role(), auth.email(),
                                    auth.jwt()::text, 'nothing')
                                """))
                .containsExactly("nothing");
        assertThat(
                        project.query(
                                """
                                select auth.role() from (select set_config('request.jwt.claims', '', true),
                                    set_config('request.jwt.claim.role', '', true)) s
                                """))
                .containsExactly((String) null);
        assertThat(
                        project.query(
                                """
                                with s as materialized (select
                                    set_config('request.jwt.claims', '{"role":"new","email":"e"}', true),
                                    set_config('request.jwt.claim.role', 'old', true))
                                select (select auth.role() || ' ' || auth.email()) from s
                                """))
                .containsExactly("old e");
    }

    @Test
    void the_callers_of_other_apis_see_no_table_and_may_ask_who_they_are() throws Exception {
        for (var role : new String[] {"anon", "authenticated", "service_role"}) {
            try (var connection = project.connect();
                    var statement = connection.createStatement()) {
                statement.execute("set role " + role);
                statement.execute("select auth.uid(), auth.role(), auth.email(), auth.jwt()");
                assertThatThrownBy(() -> statement.execute("select 1 from auth.users"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied for table users");
            }
        }
    }

    @Test
    void the_projects_owner_sees_users_and_hangs_tables_and_triggers_on_them() throws Exception {
        var id = project.signUp("owner-sees@example.com", "secret-1").text("user.id");
        try (var connection = project.connect();
                var statement = connection.createStatement()) {
            statement.execute("set role p_" + project.project().ref() + "_owner");
            statement.execute(
                    """
                    create table public.profile (
                        id uuid primary key references auth.users (id) on delete cascade, email text);
                    create function public.new_profile() returns trigger
                    language plpgsql security definer set search_path = '' as $$
                    begin
                        insert into public.profile values (new.id, new.email);
                        return new;
                    end $$;
                    create trigger new_profile after insert on auth.users
                        for each row execute function public.new_profile();
                    insert into public.profile select id, email from auth.users where id = '%s';
                    """
                            .formatted(id));
            assertThatThrownBy(() -> statement.execute("update auth.users set role = 'x'"))
                    .hasMessageContaining("permission denied");
        }

        var next = project.signUp("with-profile@example.com", "secret-1").text("user.id");

        assertThat(project.query("select id from public.profile order by email"))
                .containsExactly(id, next);
    }

    @Test
    void a_trigger_runs_with_the_search_path_of_supabase() {
        var other = newProject();
        other.execute(
                """
                create table public.seen (path text);
                grant insert on public.seen to supabase_auth_admin;
                create function public.watch() returns trigger language plpgsql as $$
                begin
                    insert into public.seen values (current_setting('search_path'));
                    return new;
                end $$;
                create trigger watch after insert on auth.users
                    for each row execute function public.watch();
                """);

        other.signUp("ann@example.com", "secret-1");

        assertThat(other.query("select path from public.seen")).containsExactly("auth");
    }

    @Test
    void rows_dumped_from_supabase_load_and_their_users_sign_in() throws Exception {
        var imported = newProject();
        var dump =
                new ClassPathResource("hosted-dump.sql")
                        .getContentAsString(StandardCharsets.UTF_8)
                        .replace(
                                "$2a$10$PASSWORD_HASH",
                                new BCryptPasswordEncoder().encode("old-secret"));

        imported.execute(dump);

        var session = imported.signIn("old@example.com", "old-secret").ok();
        assertThat(session.text("user.identities.0.email")).isEqualTo("old@example.com");
        assertThat(session.text("user.confirmed_at")).startsWith("2023-05-14T06:54:07.352166Z");
        assertThat(session.text("user.factors.0.friendly_name")).isEqualTo("phone");
        var refreshed = imported.refresh("kbn3m5qzx7wy").ok();
        assertThat(refreshed.header("sb-auth-session-id"))
                .isEqualTo("c0a80101-0000-4000-8000-0000000000b1");
        assertThat(imported.refresh("Zk3mXQ0bN1nUe5sYt7hJ9g").text("error_code"))
                .isEqualTo("refresh_token_already_used");
        assertThat(
                        imported.query(
                                "select id from auth.refresh_tokens where id > 42 order by id limit 1"))
                .containsExactly("43");
        imported.signIn("bysql@example.com", "x").refused(400, "user_banned", "User is banned");
    }

    @Test
    void the_columns_of_users_are_those_of_supabase() {
        assertThat(
                        project.query(
                                """
                                select column_name || ' ' || data_type || ' ' || is_nullable
                                    || coalesce(' ' || is_generated, '')
                                from information_schema.columns
                                where table_schema = 'auth' and table_name = 'users'
                                  and column_name in ('confirmed_at', 'phone', 'is_sso_user', 'email',
                                      'email_change_confirm_status', 'raw_user_meta_data')
                                order by 1
                                """))
                .containsExactly(
                        "confirmed_at timestamp with time zone YES ALWAYS",
                        "email character varying YES NEVER",
                        "email_change_confirm_status smallint YES NEVER",
                        "is_sso_user boolean NO NEVER",
                        "phone text YES NEVER",
                        "raw_user_meta_data jsonb YES NEVER");
    }
}
