package dev.dupabase.admin.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.People;
import dev.dupabase.admin.PlatformApiTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The PostgreSQL logins of members follow their membership (contracts/platform.md §16.2).
class DeveloperLoginsTest extends PlatformApiTest {
    @Test
    void a_login_gets_in_with_the_rank_of_a_developer_and_out_without() throws SQLException {
        var people = people();
        var project = project(people, "followed");
        assertOut(people.viewer, project);

        setRole(people, people.viewer, "developer");
        try (var session = connect(people.viewer, project)) {
            assertThat(isAlive(session)).isTrue();
            setRole(people, people.viewer, "viewer");
            assertThat(isAlive(session)).as("its sessions are ended").isFalse();
        }
        assertOut(people.viewer, project);
    }

    @Test
    void who_is_removed_or_leaves_is_shut_out_of_the_databases() throws SQLException {
        var people = people();
        var project = project(people, "left");
        connect(people.developer, project).close();
        connect(people.admin, project).close();

        people.owner.delete(people.pathOf(people.developer));
        assertOut(people.developer, project);
        people.admin.post(people.path() + "/leave", "");
        assertOut(people.admin, project);
        connect(people.owner, project).close();
    }

    @Test
    void who_joins_gets_into_the_databases_there_are() throws SQLException {
        var people = people();
        var project = project(people, "joined");
        var invite =
                people.owner.post(
                        people.path() + "/invites",
                        "{\"email\":\"%s\",\"role\":\"developer\"}"
                                .formatted(People.email(people.stranger)));
        assertOut(people.stranger, project);
        people.stranger.post("/platform/orgs/invites/" + invite.text("token") + "/accept", "");
        connect(people.stranger, project).close();
    }

    @Test
    void a_project_that_moves_is_open_to_its_new_organisation_and_closed_to_the_old()
            throws SQLException {
        var people = people();
        var other = otherPeople();
        var project = project(people, "moved");

        other.join(people.owner, "admin");
        var since = auditPosition();
        var moved = move(people.owner, project, other.org);
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.text("org_id")).isEqualTo(other.org);
        assertThat(actionsSince(since)).containsExactly("transfer_project");

        assertOut(people.developer, project);
        connect(other.developer, project).close();
        connect(people.owner, project).close();
        var path = "/platform/projects/" + project.text("id");
        assertThat(people.developer.get(path).status()).isEqualTo(404);
        assertThat(other.viewer.get(path).status()).isEqualTo(200);
    }

    @Test
    void a_project_moves_only_where_the_caller_is_an_admin_and_the_name_is_free() {
        var people = people();
        var other = otherPeople();
        var project = project(people, "Fixed");
        assertThat(move(people.owner, project, other.org).status()).isEqualTo(404);
        assertThat(move(people.owner, project, people.org).status()).isEqualTo(400);
        assertThat(move(people.developer, project, other.org).status()).isEqualTo(403);

        other.join(people.owner, "developer");
        assertThat(move(people.owner, project, other.org).status()).isEqualTo(403);
        setRole(other, people.owner, "admin");
        project(other, "fixed");
        var clash = move(people.owner, project, other.org);
        assertThat(clash.status()).isEqualTo(409);
        assertThat(clash.text("code")).isEqualTo("project_name_taken");
        assertThat(people.owner.get("/platform/projects/" + project.text("id")).text("org_id"))
                .isEqualTo(people.org);
    }

    @Test
    void what_a_crash_left_behind_a_job_brings_into_step() throws SQLException {
        var people = people();
        var project = project(people, "behind");
        // The row changed and the process died before the login followed.
        platform.sql(
                        """
                        delete from platform.org_members
                        where org_id = cast(:org as uuid) and user_id = cast(:user as uuid)
                        """)
                .param("org", people.org)
                .param("user", People.id(people.developer))
                .update();
        connect(people.developer, project).close();
        platform.sql(
                        """
                        insert into platform.scheduled_tasks
                            (task_name, task_instance, task_data, execution_time, picked, version)
                        values ('follow-membership', :org || '/x',
                            convert_to('{"organisation":"' || :org || '"}', 'UTF8'), now(), false, 1)
                        """)
                .param("org", people.org)
                .update();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        count(
                                        "select count(*) from platform.scheduled_tasks where task_name = 'follow-membership'")
                                == 0);
        assertOut(people.developer, project);
    }

    private ApiClient.Answer project(People people, String name) {
        return people.owner.post(
                "/platform/projects",
                "{\"name\":\"%s\",\"org_id\":\"%s\"}".formatted(name, people.org));
    }

    private static ApiClient.Answer move(ApiClient who, ApiClient.Answer project, String org) {
        return who.post(
                "/platform/projects/" + project.text("id") + "/transfer",
                "{\"org_id\":\"%s\"}".formatted(org));
    }

    private static void setRole(People people, ApiClient member, String role) {
        assertThat(
                        people.owner
                                .patch(people.pathOf(member), "{\"role\":\"%s\"}".formatted(role))
                                .status())
                .isEqualTo(200);
    }

    private static Connection connect(ApiClient member, ApiClient.Answer project)
            throws SQLException {
        var login =
                member.post(
                        "/platform/credentials/reveal",
                        "{\"platform_password\":\"%s\"}".formatted(PASSWORD));
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                        .formatted(
                                login.text("pg_host"),
                                login.text("pg_port"),
                                project.text("db_name")),
                login.text("pg_username"),
                login.text("pg_password"));
    }

    private static void assertOut(ApiClient member, ApiClient.Answer project) {
        assertThatThrownBy(() -> connect(member, project).close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for database");
    }

    private static boolean isAlive(Connection session) {
        try (var statement = session.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }
}
