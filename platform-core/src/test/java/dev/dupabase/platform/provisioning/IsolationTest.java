package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Tenant.ask;
import static dev.dupabase.platform.provisioning.Tenant.assertDenied;
import static dev.dupabase.platform.provisioning.Tenant.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.project.ProjectDirectory;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The attacks of contracts/platform.md §20, items 1, 2, 4 and 6: each fails.
@PlatformTest
class IsolationTest {
    private static final UUID ORGANISATION = UUID.randomUUID();
    private static final String NOTHING = "select 1";
    private static Tenant shop;
    private static Tenant other;

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectDirectory directory;
    @Autowired private ProjectStore store;
    @Autowired private DatabaseLogins logins;
    @Autowired private Provisioner provisioner;
    @Autowired private ClusterRoles cluster;
    @Autowired private JdbcClient platform;

    @BeforeEach
    void two_tenants() {
        if (shop == null) {
            shop = tenant("shop");
            other = tenant("other");
        }
    }

    private Tenant tenant(String name) {
        var project = projects.create(Wishes.of(ORGANISATION, name));
        return Tenant.of(project, provisioner, directory, store, logins);
    }

    @Test
    void an_anonymous_caller_cannot_become_anybody_else() throws SQLException {
        var owner = RoleNames.of(shop.project().ref()).owner();
        for (var role :
                List.of(
                        "service_role",
                        "supabase_auth_admin",
                        "supabase_storage_admin",
                        "dupabase_project_owner",
                        "pg_read_server_files",
                        "pg_execute_server_program",
                        provisioner.login(),
                        owner,
                        RoleNames.of(shop.project().ref()).service())) {
            assertDenied(
                    shop.api(),
                    "set role anon",
                    "reset role; set role \"" + role + '"',
                    "set session authorization \"" + role + '"');
        }
    }

    @Test
    void a_function_called_by_an_anonymous_caller_cannot_hop_to_another_role() throws SQLException {
        shop.develop(
                """
                create or replace function public.hop(target text) returns text
                language plpgsql security invoker as $$
                begin
                    execute 'reset role';
                    execute format('set role %I', target);
                    return current_user;
                end
                $$
                """);
        for (var role :
                List.of("service_role", "supabase_auth_admin", provisioner.login(), "postgres")) {
            assertDenied(shop.api(), "set role anon", "select public.hop('%s')".formatted(role));
        }
        try (var connection = shop.api().getConnection()) {
            run(connection, "set role anon");
            assertThat(ask(connection, "select public.hop('authenticated')"))
                    .as("what the login may be anyway")
                    .isEqualTo("authenticated");
        }
    }

    @Test
    void no_login_of_a_project_is_a_superuser_or_can_become_one() throws SQLException {
        for (var login : all(shop)) {
            try (var connection = login.getConnection()) {
                assertThat(ask(connection, "show is_superuser")).isEqualTo("off");
                assertThat(
                                ask(
                                        connection,
                                        """
                                        select string_agg(rolname, ',') from pg_roles
                                        where (rolsuper or rolcreaterole or rolcreatedb or rolreplication)
                                          and pg_has_role(session_user, oid, 'member')
                                        """))
                        .isNull();
            }
        }
    }

    @Test
    void no_login_starts_programs_or_reads_files_or_changes_the_server() throws SQLException {
        for (var login : all(shop)) {
            assertDenied(
                    login,
                    "set transaction_read_only = off; create temp table t (x text)",
                    "copy t from program 'id'",
                    "copy t to program 'cat'",
                    "copy t from '/etc/passwd'",
                    "copy t to '/tmp/dupabase-stolen'");
            assertDenied(
                    login,
                    "set default_transaction_read_only = off",
                    "select pg_read_file('/etc/passwd')",
                    "select pg_ls_dir('/')",
                    "select lo_import('/etc/passwd')",
                    "alter system set work_mem = '1GB'",
                    "create role intruder",
                    "create database intruder",
                    "alter role anon set statement_timeout = 0",
                    "alter role service_role login",
                    "set session_replication_role = replica",
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
                            .formatted(provisioner.login()));
        }
    }

    /// The reader's login, which is not among these, reads everything (`pg_read_all_data`): no
    /// tenant is ever given it.
    @Test
    void no_login_that_runs_a_tenants_statements_reads_password_hashes() throws SQLException {
        for (var login : List.of(shop.api(), shop.service(), shop.asDeveloper())) {
            assertDenied(login, NOTHING, "select * from pg_authid", "select * from pg_shadow");
        }
    }

    @Test
    void anonymous_callers_and_users_touch_neither_accounts_nor_bookkeeping() throws SQLException {
        for (var role : List.of("anon", "authenticated")) {
            assertDenied(
                    shop.api(),
                    "set role " + role,
                    "select encrypted_password from auth.users",
                    "insert into auth.users (email) values ('x')",
                    "update auth.users set encrypted_password = 'x'",
                    "delete from auth.users",
                    "select * from _dupabase.history_auth",
                    "select setval('_dupabase.schema_version', 1)",
                    "select nextval('_dupabase.schema_version')",
                    "create table _dupabase.x ()",
                    "create table auth.x ()",
                    "create table public.x ()",
                    "create table extensions.x ()",
                    "create schema x");
        }
        assertDenied(
                shop.service(),
                "set role service_role",
                "select encrypted_password from auth.users",
                "select * from _dupabase.history_auth",
                "create table public.x ()");
    }

    @Test
    void a_developer_cannot_touch_what_the_platform_relies_on() throws SQLException {
        var database = shop.project().databaseName();
        var roles = RoleNames.of(shop.project().ref());
        assertDenied(
                shop.asDeveloper(),
                NOTHING,
                "alter database %s connection limit 0".formatted(database),
                "alter database %s owner to %s".formatted(database, roles.owner()),
                "alter database %s set search_path = x".formatted(database),
                "alter database %s rename to stolen".formatted(database),
                "drop database %s".formatted(other.project().databaseName()),
                "drop schema _dupabase cascade",
                "drop schema auth cascade",
                "alter schema auth owner to " + roles.owner(),
                "drop event trigger dupabase_sql_drop",
                "create event trigger x on ddl_command_end execute function"
                        + " _dupabase.on_ddl_command_end()",
                "drop function _dupabase.on_sql_drop()",
                "delete from _dupabase.history_auth",
                "update auth.users set encrypted_password = 'x'",
                "alter table auth.users disable row level security",
                "alter role %s password 'x'".formatted(roles.api()),
                "alter role %s superuser".formatted(roles.owner()),
                "grant %s to anon".formatted(provisioner.login()),
                "set role " + roles.api(),
                "set role supabase_auth_admin",
                "create extension file_fdw",
                "create function f() returns int language c as 'x', 'y'",
                "create function f() returns int language internal as 'int4in'");
    }

    @Test
    void a_developer_can_neither_drop_nor_limit_the_database_from_another_one()
            throws SQLException {
        logins.grant(shop.developer(), other.project());
        var elsewhere =
                provisioner.dataSource(
                        other.project().databaseName(),
                        shop.developer(),
                        shop.developerPassword().reveal());
        var database = shop.project().databaseName();
        assertDenied(
                elsewhere,
                NOTHING,
                "drop database " + database,
                "drop database %s with (force)".formatted(database),
                "alter database %s connection limit 0".formatted(database),
                "alter database %s with allow_connections false".formatted(database));
        logins.revoke(shop.developer(), other.project());
        assertThatThrownBy(elsewhere::getConnection).hasMessageContaining("permission denied");
    }

    @Test
    void no_login_of_a_project_enters_any_other_database() throws SQLException {
        try (var connection = provisioner.connect()) {
            cluster.closeDatabases(connection);
        }
        var databases =
                platform.sql("select datname::text from pg_database where datname <> :own")
                        .param("own", shop.project().databaseName())
                        .query(String.class)
                        .list();
        assertThat(databases)
                .contains("postgres", "template1", provisioner.platformDatabase())
                .contains(other.project().databaseName())
                .contains(provisioner.platformDatabase() + "_template");
        var roles = RoleNames.of(shop.project().ref());
        var secrets = store.find(shop.project().ref()).orElseThrow().secrets();
        for (var database : databases) {
            for (var login :
                    List.of(
                            provisioner.dataSource(database, roles.api(), secrets.apiPassword()),
                            provisioner.dataSource(
                                    database, roles.service(), secrets.servicePassword()),
                            provisioner.dataSource(
                                    database, roles.reader(), secrets.readPassword()),
                            provisioner.dataSource(
                                    database,
                                    shop.developer(),
                                    shop.developerPassword().reveal()))) {
                var refusal = catchThrowableOfType(SQLException.class, login::getConnection);
                assertThat((Throwable) refusal).as(database).isNotNull();
                assertThat(refusal.getSQLState())
                        .as("%s: %s", database, refusal.getMessage())
                        .isIn(Tenant.DENIED, "55000");
            }
        }
    }

    @Test
    void a_trigger_runs_with_the_rights_of_whoever_writes_and_never_as_superuser()
            throws SQLException {
        shop.develop(
                "create table if not exists trap (id int, seen text)",
                """
                create or replace function spring() returns trigger language plpgsql as $$
                begin
                    execute 'reset role';
                    new.seen = session_user || ' ' || current_setting('is_superuser');
                    return new;
                end
                $$
                """,
                "drop trigger if exists spring on trap",
                "create trigger spring before insert on trap"
                        + " for each row execute function spring()");
        var roles = RoleNames.of(shop.project().ref());
        try (var connection = shop.service().getConnection()) {
            run(connection, "set role service_role");
            assertThat(ask(connection, "insert into public.trap values (1) returning seen"))
                    .isEqualTo(roles.service() + " off");
        }
        try (var connection = shop.asDeveloper().getConnection()) {
            assertThat(ask(connection, "insert into public.trap values (1) returning seen"))
                    .isEqualTo(shop.developer() + " off");
        }
    }

    @Test
    void what_a_developer_makes_belongs_to_the_project_and_is_open_to_its_api()
            throws SQLException {
        shop.develop(
                "create table notes (id int generated always as identity, body text)",
                "alter table notes enable row level security",
                "create policy read on notes for select to anon using (body <> 'hidden')",
                "create function loud(t text) returns text language sql as 'select upper(t)'");
        try (var connection = shop.asDeveloper().getConnection()) {
            assertThat(
                            ask(
                                    connection,
                                    "select tableowner from pg_tables where tablename = 'notes'"))
                    .isEqualTo(RoleNames.of(shop.project().ref()).owner());
            run(connection, "reset role");
            assertThat(ask(connection, "select current_user"))
                    .isEqualTo(RoleNames.of(shop.project().ref()).owner());
        }
        try (var connection = shop.service().getConnection()) {
            run(connection, "set role service_role");
            run(connection, "insert into public.notes (body) values ('hello'), ('hidden')");
        }
        try (var connection = shop.api().getConnection()) {
            run(connection, "set role anon");
            assertThat(ask(connection, "select string_agg(body, ',') from public.notes"))
                    .isEqualTo("hello");
            assertThat(ask(connection, "select public.loud('a')")).isEqualTo("A");
        }
        try (var connection = shop.reader().getConnection()) {
            assertThat(ask(connection, "select count(*) from public.notes")).isEqualTo("2");
            assertThat(ask(connection, "select count(*) from auth.users")).isEqualTo("0");
        }
        assertDenied(
                shop.reader(),
                "set default_transaction_read_only = off",
                "delete from public.notes");
    }

    // contracts/platform.md §20-35: the original limits one login of several.
    @Test
    void every_login_and_database_of_a_project_has_limits() throws SQLException {
        var roles = RoleNames.of(shop.project().ref());
        try (var connection = provisioner.connect()) {
            for (var login :
                    new String[] {roles.api(), roles.service(), roles.reader(), shop.developer()}) {
                assertThat(
                                ask(
                                        connection,
                                        "select rolconnlimit > 0 from pg_roles where rolname = '%s'"
                                                .formatted(login)))
                        .as(login)
                        .isEqualTo("t");
            }
            assertThat(
                            ask(
                                    connection,
                                    "select datconnlimit > 0 from pg_database where datname = '%s'"
                                            .formatted(shop.project().databaseName())))
                    .isEqualTo("t");
        }
        for (var login : new DataSource[] {shop.api(), shop.service(), shop.asDeveloper()}) {
            try (var connection = login.getConnection()) {
                assertThat(ask(connection, "show statement_timeout")).isNotEqualTo("0");
            }
        }
    }

    @Test
    void a_developer_may_reference_accounts_and_install_trusted_extensions() throws SQLException {
        shop.develop(
                "create table profiles (id uuid primary key references auth.users on delete cascade)",
                "create schema if not exists inventory",
                "create extension if not exists citext with schema extensions");
        try (var connection = shop.asDeveloper().getConnection()) {
            run(connection, "set search_path = public, extensions");
            assertThat(ask(connection, "select 'A'::citext = 'a'::citext")).isEqualTo("t");
            assertThat(ask(connection, "select length(gen_salt('bf')) > 0")).isEqualTo("t");
        }
    }

    private static List<DataSource> all(Tenant tenant) {
        return List.of(tenant.api(), tenant.service(), tenant.reader(), tenant.asDeveloper());
    }
}
