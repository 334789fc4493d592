package dev.dupabase.admin.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.PlatformApiTest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministrationTest extends PlatformApiTest {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private ApiClient admin;

    @BeforeEach
    void administrator() {
        admin = admin();
    }

    @AfterEach
    void open() {
        setMode("open");
    }

    @Test
    void the_registration_mode_counts_at_once_and_is_public() {
        assertThat(guest().get("/platform/auth/registration-mode").body())
                .isEqualTo("{\"registration_mode\":\"open\"}");
        var since = auditPosition();
        assertThat(setMode("disabled").body()).isEqualTo("{\"status\":\"updated\"}");
        assertThat(actionsSince(since)).containsExactly("admin_update_settings");
        assertThat(guest().get("/platform/auth/registration-mode").text("registration_mode"))
                .isEqualTo("disabled");
        assertThat(admin.get("/platform/admin/settings").text("registration_mode"))
                .isEqualTo("disabled");
        var refused = registerWith(newEmail(), null);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("error")).contains("disabled");
        assertThat(refused.text("code")).isEqualTo("registration_disabled");
        assertThat(
                        guest().post(
                                        "/platform/auth/register",
                                        "{\"email\":\"x\",\"password\":\"12345678\"}")
                                .status())
                .as("fields come before the mode")
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"registration_mode\":\"closed\"}", "{}", "{\"registration_mode\":null}"})
    void there_are_three_modes(String body) {
        assertThat(admin.put("/platform/admin/settings", body).status()).isEqualTo(400);
    }

    @Test
    void an_invite_lets_one_account_in() {
        setMode("invite");
        var since = auditPosition();
        var invite = invite("{}");
        assertThat(invite.status()).isEqualTo(201);
        assertThat(invite.text("code")).matches("[0-9a-f]{32}");
        assertThat(invite.body())
                .contains("\"email\":null")
                .contains("\"used_by\":null")
                .contains("\"used_at\":null");
        assertThat(lifetime(invite)).isBetween(Duration.ofHours(71), Duration.ofHours(72));

        assertThat(registerWith(newEmail(), null).text("code")).isEqualTo("invite_invalid");
        assertThat(registerWith(newEmail(), "f".repeat(32)).status()).isEqualTo(400);
        var registered = registerWith(newEmail(), invite.text("code"));
        assertThat(registered.status()).isEqualTo(201);
        var second = registerWith(newEmail(), invite.text("code"));
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.json().path("fields").propertyNames()).containsExactly("invite_code");

        var used = admin.get("/platform/admin/invites").json().path(0);
        assertThat(used.path("used_by")).isEqualTo(registered.json().path("user").path("id"));
        assertThat(used.path("used_at").isString()).isTrue();
        assertThat(actionsSince(since))
                .containsExactly(
                        "admin_create_invite",
                        "register_failed",
                        "register_failed",
                        "register",
                        "register_failed");
    }

    @Test
    void of_two_that_use_one_invite_at_once_one_is_refused() throws Exception {
        setMode("invite");
        var code = invite("{}").text("code");
        var users = count("select count(*) from platform.users");
        var logins = count("select count(*) from pg_roles where rolname like 'u\\_%'");
        Callable<Integer> register = () -> registerWith(newEmail(), code).status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses =
                    threads.invokeAll(Stream.generate(() -> register).limit(3).toList()).stream()
                            .map(future -> future.resultNow())
                            .sorted()
                            .toList();
            assertThat(statuses).containsExactly(201, 400, 400);
        }
        assertThat(count("select count(*) from platform.users")).isEqualTo(users + 1);
        assertThat(count("select count(*) from pg_roles where rolname like 'u\\_%'"))
                .as("nothing is left of those that were refused")
                .isEqualTo(logins + 1);
    }

    @Test
    void an_invite_for_an_address_is_for_that_address() {
        setMode("invite");
        var email = newEmail();
        var invite = invite("{\"email\":\"%s\",\"expires_in_hours\":1}".formatted(email));
        assertThat(invite.text("email")).isEqualTo(email);
        assertThat(lifetime(invite)).isLessThanOrEqualTo(Duration.ofHours(1));
        assertThat(registerWith(newEmail(), invite.text("code")).status()).isEqualTo(400);
        assertThat(registerWith(email, invite.text("code")).status()).isEqualTo(201);
        assertThat(invite("{\"email\":\"x\"}").status()).isEqualTo(400);
        assertThat(invite("{\"expires_in_hours\":8761}").status()).isEqualTo(400);
        assertThat(invite("{\"expires_in_hours\":\"x\"}").status()).isEqualTo(400);
    }

    @Test
    void an_expired_or_deleted_invite_is_good_for_nothing() {
        setMode("invite");
        var expired = invite("{}");
        platform.sql("update platform.invites set expires_at = now() where id = cast(:id as uuid)")
                .param("id", expired.text("id"))
                .update();
        assertThat(registerWith(newEmail(), expired.text("code")).status()).isEqualTo(400);

        var deleted = invite("{}");
        var path = "/platform/admin/invites/" + deleted.text("id");
        assertThat(admin.delete(path).body()).isEqualTo("{\"status\":\"deleted\"}");
        assertThat(admin.delete(path).status()).isEqualTo(404);
        assertThat(registerWith(newEmail(), deleted.text("code")).status()).isEqualTo(400);
    }

    @Test
    void accounts_are_listed_page_by_page_oldest_first() {
        for (int i = 0; i < 4; i++) {
            register(newEmail());
        }
        var first = admin.get("/platform/admin/users?per_page=3").json();
        var second = admin.get("/platform/admin/users?per_page=3&page=2").json();
        assertThat(first.path("per_page").intValue()).isEqualTo(3);
        assertThat(first.path("page").intValue()).isEqualTo(1);
        assertThat(first.path("users").size()).isEqualTo(3);
        assertThat(second.path("users").size()).isPositive();
        var ids = new HashSet<String>();
        first.path("users").forEach(user -> ids.add(user.path("id").stringValue()));
        second.path("users")
                .forEach(user -> assertThat(ids.add(user.path("id").stringValue())).isTrue());
        var oldest = first.path("users").path(0);
        assertThat(oldest.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "email",
                        "display_name",
                        "pg_username",
                        "is_admin",
                        "project_count",
                        "created_at");
        assertThat(oldest.path("is_admin").booleanValue()).isTrue();
        assertThat(oldest.path("project_count").isInt()).isTrue();

        var beyond = admin.get("/platform/admin/users?page=9999").json();
        assertThat(beyond.path("users").size()).isZero();
        assertThat(beyond.path("total")).isEqualTo(first.path("total"));
        assertThat(
                        admin.get("/platform/admin/users?per_page=1000")
                                .json()
                                .path("per_page")
                                .intValue())
                .isEqualTo(20);
        assertThat(admin.get("/platform/admin/users?page=x").status()).isEqualTo(400);
    }

    @Test
    void administrators_are_made_and_unmade_but_one_stays() {
        var ann = register(newEmail());
        var id = id(ann);
        var since = auditPosition();
        assertThat(
                        admin.put("/platform/admin/users/" + id + "/admin", "{\"is_admin\":true}")
                                .json()
                                .path("is_admin")
                                .booleanValue())
                .isTrue();
        assertThat(ann.get("/platform/admin/users").status()).as("at once").isEqualTo(200);
        assertThat(admin.delete("/platform/admin/users/" + id).status()).isEqualTo(403);
        assertThat(
                        admin.put("/platform/admin/users/" + id + "/admin", "{\"is_admin\":false}")
                                .status())
                .isEqualTo(200);
        assertThat(ann.get("/platform/admin/users").status()).isEqualTo(403);
        var last =
                admin.put("/platform/admin/users/" + id(admin) + "/admin", "{\"is_admin\":false}");
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.text("code")).isEqualTo("last_admin");
        assertThat(admin.put("/platform/admin/users/" + id + "/admin", "{}").status())
                .isEqualTo(400);
        assertThat(
                        admin.put(
                                        "/platform/admin/users/" + NOBODY + "/admin",
                                        "{\"is_admin\":true}")
                                .status())
                .isEqualTo(404);
        assertThat(actionsSince(since)).containsExactly("admin_promote_user", "admin_demote_user");
    }

    @Test
    void a_deleted_account_takes_along_what_only_it_had() {
        var email = newEmail();
        var ann = register(email);
        var id = id(ann);
        var login = ann.get("/platform/auth/me").text("pg_username");
        var project = ann.post("/platform/projects", "{\"name\":\"x\"}");
        assertThat(project.status()).isEqualTo(201);
        var total = admin.get("/platform/admin/users").json().path("total").intValue();
        var since = auditPosition();

        assertThat(admin.delete("/platform/admin/users/" + id).body())
                .isEqualTo("{\"status\":\"deleted\"}");
        assertThat(admin.get("/platform/admin/users").json().path("total").intValue())
                .isEqualTo(total - 1);
        assertThat(
                        guest().post(
                                        "/platform/auth/login",
                                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                                .formatted(email, PASSWORD))
                                .status())
                .isEqualTo(401);
        assertThat(countRoles(login)).isZero();
        assertThat(
                        count(
                                "select count(*) from pg_database where datname = '%s'"
                                        .formatted(project.text("db_name"))))
                .isZero();
        assertThat(actionsSince(since))
                .containsExactly("admin_delete_user", "delete_project", "login_failed");
        assertThat(register(email)).as("the address is free").isNotNull();
    }

    // contracts/platform.md §20-9: what a crash leaves is neither lost nor half alive.
    @Test
    void a_deletion_that_a_crash_interrupted_is_finished_and_the_account_does_nothing_meanwhile() {
        var email = newEmail();
        var ann = register(email);
        var id = id(ann);
        var login = ann.get("/platform/auth/me").text("pg_username");
        var project = ann.post("/platform/projects", "{\"name\":\"x\"}");
        // The process died after the account was marked and its first project had gone.
        platform.sql(
                        """
                        update platform.users set deleting_since = now(), token_version = token_version + 1
                        where id = cast(:id as uuid)
                        """)
                .param("id", id)
                .update();
        platform.sql(
                        """
                        update platform.organizations set deleting_since = now()
                        where personal_of = cast(:id as uuid)
                        """)
                .param("id", id)
                .update();
        assertThat(ann.get("/platform/projects").status()).isEqualTo(401);
        assertThat(
                        guest().post(
                                        "/platform/auth/login",
                                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                                .formatted(email, PASSWORD))
                                .status())
                .isEqualTo(401);
        assertThat(
                        admin.get("/platform/admin/users?search=" + email)
                                .json()
                                .path("total")
                                .intValue())
                .isZero();
        assertThat(admin.delete("/platform/admin/users/" + id).status()).isEqualTo(404);
        platform.sql(
                        """
                        insert into platform.scheduled_tasks
                            (task_name, task_instance, task_data, execution_time, picked, version)
                        values ('delete-account', :id, convert_to(:data, 'UTF8'), now(), false, 1)
                        """)
                .param("id", id)
                .param(
                        "data",
                        """
                        {"user":"%s","by":{"id":"%s","email":"a@b.de","admin":true,"sessionId":"%s",
                        "origin":{"address":"","network":"","userAgent":"","requestId":"","secure":false}}}
                        """
                                .formatted(id, id(admin), id))
                .update();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        count("select count(*) from platform.users where id = '%s'".formatted(id))
                                == 0);
        assertThat(countRoles(login)).isZero();
        assertThat(
                        count(
                                "select count(*) from pg_database where datname = '%s'"
                                        .formatted(project.text("db_name"))))
                .isZero();
        assertThat(
                        count(
                                "select count(*) from platform.audit_log where user_id = '%s'"
                                        .formatted(id)))
                .as("the log keeps what the account did")
                .isPositive();
    }

    // contracts/platform.md §20-9: what an account owns in databases of others stays theirs.
    @Test
    void what_a_deleted_account_made_in_shared_projects_stays() throws Exception {
        var people = people();
        var project =
                people.owner.post(
                        "/platform/projects",
                        "{\"name\":\"kept\",\"org_id\":\"%s\"}".formatted(people.org));
        var bob = people.account();
        var invite =
                people.owner.post(
                        people.path() + "/invites",
                        "{\"email\":\"%s\",\"role\":\"developer\"}"
                                .formatted(dev.dupabase.admin.People.email(bob)));
        bob.post("/platform/orgs/invites/" + invite.text("token") + "/accept", "");
        var login =
                bob.post(
                        "/platform/credentials/reveal",
                        "{\"platform_password\":\"%s\"}".formatted(PASSWORD));
        var url =
                "jdbc:postgresql://%s:%s/%s"
                        .formatted(
                                login.text("pg_host"),
                                login.text("pg_port"),
                                project.text("db_name"));
        try (var connection =
                        java.sql.DriverManager.getConnection(
                                url, login.text("pg_username"), login.text("pg_password"));
                var statement = connection.createStatement()) {
            statement.execute("create table public.bobs (id int)");
            // As an owner by name, which the role he acts as by default is not.
            statement.execute("set role none");
            statement.execute("create temp table mine (id int)");
        }
        assertThat(admin.delete("/platform/admin/users/" + id(bob)).status()).isEqualTo(200);
        assertThat(countRoles(login.text("pg_username"))).isZero();
        var owner =
                people.owner.post(
                        "/platform/credentials/reveal",
                        "{\"platform_password\":\"%s\"}".formatted(PASSWORD));
        try (var connection =
                        java.sql.DriverManager.getConnection(
                                url, owner.text("pg_username"), owner.text("pg_password"));
                var statement = connection.createStatement()) {
            assertThat(statement.execute("select * from public.bobs")).isTrue();
        }
    }

    @Test
    void oneself_and_nobody_cannot_be_deleted() {
        var own = admin.delete("/platform/admin/users/" + id(admin));
        assertThat(own.status()).isEqualTo(400);
        assertThat(own.text("error")).contains("yourself");
        assertThat(admin.delete("/platform/admin/users/" + NOBODY).status()).isEqualTo(404);
        assertThat(admin.delete("/platform/admin/users/x").status()).isEqualTo(400);
    }

    @Test
    void a_shared_organisation_passes_to_its_longest_serving_admin() {
        var ann = register(newEmail());
        var org = ann.post("/platform/orgs", "{\"name\":\"Shared\",\"slug\":\"shared-one\"}");
        var project =
                ann.post(
                        "/platform/projects",
                        "{\"name\":\"x\",\"org_id\":\"%s\"}".formatted(org.text("id")));
        var bob = register(newEmail());
        join(org.text("id"), id(bob), "developer");
        var refused = admin.delete("/platform/admin/users/" + id(ann));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("owns_shared_organisation");
        assertThat(bob.get("/platform/orgs/" + org.text("id")).text("role")).isEqualTo("developer");

        var carol = register(newEmail());
        join(org.text("id"), id(carol), "admin");
        assertThat(admin.delete("/platform/admin/users/" + id(ann)).status()).isEqualTo(200);
        assertThat(carol.get("/platform/orgs/" + org.text("id")).text("role")).isEqualTo("owner");
        assertThat(carol.get("/platform/projects/" + project.text("id")).text("status"))
                .isEqualTo("active");
    }

    private ApiClient.Answer setMode(String mode) {
        return admin.put(
                "/platform/admin/settings", "{\"registration_mode\":\"%s\"}".formatted(mode));
    }

    private ApiClient.Answer invite(String body) {
        return admin.post("/platform/admin/invites", body);
    }

    private ApiClient.Answer registerWith(String email, String code) {
        return guest().post(
                        "/platform/auth/register",
                        "{\"email\":\"%s\",\"password\":\"%s\"%s}"
                                .formatted(
                                        email,
                                        PASSWORD,
                                        code == null ? "" : ",\"invite_code\":\"" + code + "\""));
    }

    private static Duration lifetime(ApiClient.Answer invite) {
        return Duration.between(
                OffsetDateTime.now(java.time.ZoneOffset.UTC),
                OffsetDateTime.parse(invite.text("expires_at")));
    }

    private static String id(ApiClient client) {
        return client.get("/platform/auth/me").text("id");
    }

    private void join(String org, String user, String role) {
        platform.sql(
                        """
                        insert into platform.org_members (org_id, user_id, role)
                        values (cast(:org as uuid), cast(:user as uuid), :role)
                        """)
                .param("org", org)
                .param("user", user)
                .param("role", role)
                .update();
    }

    private long countRoles(String name) {
        return platform.sql("select count(*) from pg_roles where rolname = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }
}
