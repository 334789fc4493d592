package dev.dupabase.platform.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectError;
import dev.dupabase.platform.provisioning.NewProject;
import dev.dupabase.platform.provisioning.OwnerLogin;
import dev.dupabase.platform.provisioning.ProjectProvisioner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.node.JsonNodeFactory;

@PlatformTest
class OwnerConnectionsTest {
    private static final UUID ORGANISATION = UUID.randomUUID();
    private static final OwnerConnections.Terms TERMS =
            new OwnerConnections.Terms("a test", Duration.ofSeconds(7), DataSize.ofMegabytes(16));

    @Autowired private OwnerConnections connections;
    @Autowired private OwnerLogin logins;
    @Autowired private ProjectProvisioner projects;
    @Autowired private JdbcClient platform;

    // contracts/platform.md §20-1: no statement of a tenant runs as a superuser
    @Test
    void a_developer_is_the_projects_owner_and_nothing_more_whatever_the_session_does()
            throws SQLException {
        var project = project("mine");
        var other = project("theirs");
        try (var connection = connections.open(project, TERMS)) {
            var owner = "p_" + project.ref() + "_owner";
            assertThat(ask(connection, "select current_user")).isEqualTo(owner);
            assertThat(ask(connection, "show statement_timeout")).isEqualTo("7s");
            assertThat(ask(connection, "show is_superuser")).isEqualTo("off");
            run(connection, "create table note (body text)");
            assertThat(ask(connection, "select tableowner from pg_tables where tablename = 'note'"))
                    .isEqualTo(owner);
            run(connection, "reset role");
            assertThat(ask(connection, "select current_user")).isEqualTo(owner);
            run(connection, "set role none");
            assertDenied(connection, "create table public.other (x int)");
            assertDenied(connection, "select * from public.note");
            run(connection, "set role anon");
            run(connection, "set role " + owner);
            for (var statement :
                    new String[] {
                        "set session authorization postgres",
                        "set role postgres",
                        "set role p_" + other.ref() + "_owner",
                        "set role supabase_auth_admin",
                        "copy (select 1) to program 'true'",
                        "copy note from '/etc/passwd'",
                        "select pg_read_file('/etc/passwd')",
                        "insert into auth.users (id) values (gen_random_uuid())",
                        "create role mallory",
                        "alter role anon superuser",
                        "drop database " + project.databaseName(),
                        "select * from _dupabase.history_auth"
                    }) {
                assertDenied(connection, statement);
            }
        }
    }

    // contracts/platform.md §20-20: what a session was made of is met by nobody else
    @Test
    void nothing_of_a_session_is_left_to_the_next() throws SQLException {
        var project = project("dirty");
        int first;
        try (var connection = connections.open(project, TERMS)) {
            first = connection.backend().pid();
            run(connection, "set search_path = nowhere");
            run(connection, "create temp table t (x int)");
            run(connection, "set role anon");
        }
        try (var connection = connections.open(project, TERMS)) {
            assertThat(connection.backend().pid()).isNotEqualTo(first);
            assertThat(ask(connection, "show search_path")).contains("public");
            assertThat(ask(connection, "select to_regclass('t')")).isNull();
            assertThat(ask(connection, "select current_user"))
                    .isEqualTo("p_" + project.ref() + "_owner");
        }
    }

    @Test
    void what_a_developer_made_of_the_login_lasts_no_longer_than_a_minute() throws SQLException {
        var project = project("kept");
        var login = "p_" + project.ref() + "_dev";
        String before;
        try (var connection = connections.open(project, TERMS)) {
            before = verifier(login);
            run(connection, "set role none");
            run(connection, "alter role %s password 'mine for ever'".formatted(login));
            run(connection, "alter role %s set search_path = nowhere".formatted(login));
            assertDenied(connection, "alter role %s valid until 'infinity'".formatted(login));
            assertThat(verifier(login)).isNotEqualTo(before);
        }
        assertThat(
                        platform.sql(
                                        "select rolvaliduntil between now() and now() + interval '61 s' from"
                                                + " pg_roles where rolname = :login")
                                .param("login", login)
                                .query(Boolean.class)
                                .single())
                .isTrue();
        var made = verifier(login);
        logins.renew(project);
        assertThat(verifier(login)).isNotEqualTo(made);
        try (var connection = connections.open(project, TERMS)) {
            assertThat(ask(connection, "show search_path")).contains("public");
        }
    }

    @Test
    void a_paused_project_lets_nobody_in() {
        var project = project("paused");
        connections.open(project, TERMS).close();
        var paused = projects.pause(project.ref());
        assertThatThrownBy(() -> connections.open(paused, TERMS).close())
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal ->
                                assertThat(refusal.code())
                                        .isEqualTo(ProjectError.PROJECT_WRONG_STATE));
        projects.delete(project.ref());
        assertThatThrownBy(() -> logins.renew(project))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal ->
                                assertThat(refusal.code())
                                        .isEqualTo(ProjectError.PROJECT_NOT_FOUND));
    }

    @Test
    void the_login_goes_with_the_project() {
        var project = project("gone");
        connections.open(project, TERMS).close();
        projects.delete(project.ref());
        assertThat(
                        platform.sql("select count(*) from pg_roles where rolname like :name")
                                .param("name", "p_" + project.ref() + "%")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void a_statement_can_be_cancelled_from_another_thread() throws Exception {
        var project = project("slow");
        try (var connection = connections.open(project, TERMS)) {
            var running =
                    Thread.ofVirtual()
                            .start(() ->
                                    assertThatThrownBy(
                                                    () -> ask(connection, "select pg_sleep(600)"))
                                            .isInstanceOf(SQLException.class));
            while (running.isAlive()) {
                connection.cancel();
                running.join(Duration.ofMillis(50));
            }
        }
    }

    private Project project(String name) {
        return projects.create(
                new NewProject(
                        ORGANISATION,
                        null,
                        name + " " + UUID.randomUUID(),
                        JsonNodeFactory.instance.objectNode(),
                        null));
    }

    private String verifier(String login) {
        return platform.sql("select rolpassword from pg_authid where rolname = :login")
                .param("login", login)
                .query(String.class)
                .single();
    }

    private static void run(OwnerConnection connection, String sql) throws SQLException {
        try (var statement = connection.jdbc().createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(OwnerConnection connection, String sql) throws SQLException {
        try (var statement = connection.jdbc().createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void assertDenied(OwnerConnection connection, String sql) {
        assertThatThrownBy(() -> run(connection, sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("42501"));
    }
}
