package dev.dupabase.admin.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.PlatformApiTest;
import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.testing.TestHost;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class ProjectTest extends PlatformApiTest {
    private static final String PROJECTS = "/platform/projects";

    private ApiClient ann;
    @Autowired private DatabaseHost host;

    @BeforeEach
    void somebody() {
        ann = register(newEmail());
    }

    @Test
    void a_project_can_be_used_as_soon_as_it_is_made() {
        var since = auditPosition();
        var answer = ann.post(PROJECTS, "{\"name\":\"  My shop \",\"region\":\"moon\"}");
        assertThat(answer.status()).isEqualTo(201);
        var project = answer.json();
        assertThat(project.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "ref",
                        "name",
                        "db_name",
                        "org_id",
                        "region",
                        "anon_key",
                        "service_role_key",
                        "jwt_secret",
                        "status",
                        "api_url",
                        "site_url",
                        "settings",
                        "created_at");
        assertThat(answer.text("status")).isEqualTo("active");
        assertThat(answer.text("name")).isEqualTo("My shop");
        assertThat(answer.text("region")).isEqualTo("local");
        assertThat(answer.text("ref")).matches("[a-z]{20}");
        assertThat(answer.text("db_name")).matches("proj_[0-9a-f]{16}");
        assertThat(answer.text("jwt_secret")).matches("[0-9a-f]{128}");
        assertThat(answer.text("anon_key").split("\\.")).hasSize(3);
        assertThat(answer.text("service_role_key")).isNotEqualTo(answer.text("anon_key"));
        assertThat(answer.text("api_url")).isEqualTo("http://localhost:3000");
        assertThat(project.path("settings").path("enable_signup").booleanValue()).isTrue();
        assertThat(project.path("settings").path("autoconfirm").booleanValue()).isTrue();
        assertThat(project.path("settings").path("password_min_length").intValue()).isEqualTo(6);
        assertThat(actionsSince(since)).containsExactly("create_project");

        assertThat(ann.get(PROJECTS + "/" + answer.text("id")).json()).isEqualTo(project);
        var listed = ann.get(PROJECTS).json();
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.path(0).path("jwt_secret").stringValue()).isEmpty();
        assertThat(listed.path(0).path("id")).isEqualTo(project.path("id"));
    }

    @Test
    void a_maker_may_choose_the_first_settings() {
        var settings =
                ann.post(
                                PROJECTS,
                                "{\"name\":\"x\",\"enable_signup\":false,\"autoconfirm\":false,\"password_min_length\":12}")
                        .json()
                        .path("settings");
        assertThat(settings.path("enable_signup").booleanValue()).isFalse();
        assertThat(settings.path("autoconfirm").booleanValue()).isFalse();
        assertThat(settings.path("password_min_length").intValue()).isEqualTo(12);
        assertThat(settings.path("auth").path("DISABLE_SIGNUP").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | name",
                "{\"name\":\"   \"} | name",
                "{\"name\":\"tab\\there\"} | name",
                "{\"name\":\"nul\\u0000\"} | name",
                "{\"name\":\"ok\",\"password_min_length\":5} | password_min_length",
                "{\"name\":\"ok\",\"password_min_length\":73} | password_min_length",
                "{\"name\":\"ok\",\"password_min_length\":\"many\"} | password_min_length",
                "{\"name\":\"ok\",\"org_id\":\"x\"} | org_id"
            })
    void what_is_wrong_with_a_wish_is_named(String body, String field) {
        var answer = ann.post(PROJECTS, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("fields").propertyNames()).contains(field);
        assertThat(ann.get(PROJECTS).body()).isEqualTo("[]");
    }

    @Test
    void a_name_has_at_most_a_hundred_characters_of_any_script() {
        var hundred = "ก".repeat(100);
        assertThat(create(hundred).status()).isEqualTo(201);
        assertThat(create(hundred + "x").status()).isEqualTo(400);
    }

    @Test
    void sql_in_a_name_is_text() {
        var name = "'; drop database postgres; -- \\\" $$ %I";
        var answer = create("'; drop database postgres; -- \\\\\\\" $$ %I");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("name")).isEqualTo(name);
    }

    @Test
    void a_name_is_taken_once_in_an_organisation_in_whatever_case() {
        assertThat(create("Shop").status()).isEqualTo(201);
        var again = create("sHOP");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("project_name_taken");
        ann = register(newEmail());
        assertThat(create("shop").status()).as("another organisation").isEqualTo(201);
    }

    @Test
    void of_two_made_at_once_under_one_name_one_is_refused() throws Exception {
        var since = auditPosition();
        Callable<Integer> make = () -> create("Twice").status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses =
                    threads.invokeAll(Stream.generate(() -> make).limit(2).toList()).stream()
                            .map(future -> future.resultNow())
                            .sorted()
                            .toList();
            assertThat(statuses).containsExactly(201, 409);
        }
        assertThat(ann.get(PROJECTS).json().size()).isEqualTo(1);
        assertThat(actionsSince(since)).containsExactly("create_project");
    }

    @Test
    void the_login_of_the_maker_opens_the_database_and_makes_tables_for_the_project()
            throws Exception {
        var database = create("mine").text("db_name");
        var login =
                ann.post(
                        "/platform/credentials/reveal",
                        "{\"platform_password\":\"%s\"}".formatted(PASSWORD));
        assertThat(login.text("pg_host")).isEqualTo(host.host());
        assertThat(login.text("pg_port")).isEqualTo(Integer.toString(host.port()));
        assertThat(owner(database, login)).matches("p_[a-z]{20}_owner");

        var rotated =
                ann.post(
                        "/platform/credentials/rotate",
                        "{\"platform_password\":\"%s\"}".formatted(PASSWORD));
        assertThat(rotated.text("pg_password")).isNotEqualTo(login.text("pg_password"));
        assertThat(opens(rotated.text("pg_username"), rotated.text("pg_password"))).isTrue();
        assertThat(opens(login.text("pg_username"), login.text("pg_password"))).isFalse();
    }

    @Test
    void credentials_are_shown_to_who_knows_the_password_and_each_try_is_written_down() {
        var since = auditPosition();
        var wrong =
                ann.post("/platform/credentials/reveal", "{\"platform_password\":\"wrong one\"}");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text("code")).isEqualTo("invalid_credentials");
        assertThat(ann.post("/platform/credentials/reveal", "{}").status()).isEqualTo(400);
        assertThat(
                        ann.post(
                                        "/platform/credentials/reveal",
                                        "{\"platform_password\":\"%s\"}".formatted(PASSWORD))
                                .status())
                .isEqualTo(200);
        assertThat(actionsSince(since))
                .containsExactly("reveal_credentials_failed", "reveal_credentials");
    }

    @Test
    void settings_are_changed_by_flat_names_and_by_those_of_the_modules() {
        var settings = PROJECTS + "/" + create("x").text("id") + "/settings";
        var since = auditPosition();
        var changed =
                ann.patch(settings, "{\"password_min_length\":8,\"rest\":{\"db_max_rows\":5}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("password_min_length").intValue()).isEqualTo(8);
        assertThat(changed.json().path("enable_signup").booleanValue()).isTrue();
        assertThat(changed.json().path("rest").path("db_max_rows").intValue()).isEqualTo(5);
        assertThat(changed.json().path("auth").path("PASSWORD_MIN_LENGTH").intValue()).isEqualTo(8);

        var again =
                ann.patch(
                        settings, "{\"enable_signup\":false,\"auth\":{\"PASSWORD_MIN_LENGTH\":9}}");
        assertThat(again.json().path("enable_signup").booleanValue()).isFalse();
        assertThat(again.json().path("password_min_length").intValue()).isEqualTo(9);

        var back = ann.patch(settings, "{\"rest\":{\"db_max_rows\":null},\"unknown\":1}");
        assertThat(back.json().path("rest").path("db_max_rows").intValue()).isZero();
        assertThat(actionsSince(since))
                .containsExactly(
                        "update_project_settings",
                        "update_project_settings",
                        "update_project_settings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"password_min_length\":5}",
                "{\"password_min_length\":8.5}",
                "{\"enable_signup\":\"yes\"}",
                "{\"autoconfirm\":1}",
                "{\"auth\":{\"NO_SUCH_SETTING\":1}}",
                "{\"nothing\":{\"a\":1}}",
                "{\"site_url\":\"no address\"}",
                "{\"site_url\":5}",
                "[]",
                "{"
            })
    void a_setting_that_is_not_allowed_changes_nothing(String body) {
        var id = create("x").text("id");
        var before = ann.get(PROJECTS + "/" + id).body();
        var answer = ann.patch(PROJECTS + "/" + id + "/settings", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(ann.get(PROJECTS + "/" + id).body()).isEqualTo(before);
    }

    @Test
    void rotating_replaces_the_secret_and_both_keys_at_once() {
        var before = create("x");
        var since = auditPosition();
        var path = PROJECTS + "/" + before.text("id") + "/rotate-keys";
        var after = ann.post(path, "{}");
        assertThat(after.status()).isEqualTo(200);
        for (var name : new String[] {"jwt_secret", "anon_key", "service_role_key"}) {
            assertThat(after.text(name)).isNotEqualTo(before.text(name));
        }
        assertThat(ann.post(path, "").status()).as("without a body").isEqualTo(200);
        assertThat(ann.post(path, "{\"grace_seconds\":-1}").status()).isEqualTo(400);
        assertThat(actionsSince(since)).containsExactly("rotate_api_keys", "rotate_api_keys");
    }

    @Test
    void opaque_keys_come_and_go_and_are_shown_once() {
        var path = PROJECTS + "/" + create("x").text("id") + "/api-keys";
        var since = auditPosition();
        var made = ann.post(path, "{\"name\":\"server\",\"kind\":\"secret\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("key")).startsWith("sb_secret_").startsWith(made.text("prefix"));
        assertThat(made.body()).contains("\"last_used_at\":null").contains("\"revoked_at\":null");
        assertThat(ann.get(path).body())
                .contains(made.text("prefix"))
                .doesNotContain(made.text("key"));

        var key = path + "/" + made.text("id");
        assertThat(ann.delete(key).body()).isEqualTo("{\"status\":\"revoked\"}");
        assertThat(ann.delete(key).status()).isEqualTo(404);
        assertThat(ann.get(path).json().path(0).path("revoked_at").isString()).isTrue();
        assertThat(ann.post(path, "{\"name\":\"x\",\"kind\":\"master\"}").status()).isEqualTo(400);
        assertThat(ann.post(path, "{\"kind\":\"secret\"}").status()).isEqualTo(400);
        assertThat(actionsSince(since)).containsExactly("create_api_key", "revoke_api_key");
    }

    @Test
    void signing_keys_stand_by_are_used_and_end() {
        var path = PROJECTS + "/" + create("x").text("id") + "/signing-keys";
        var since = auditPosition();
        var first = ann.get(path).json().path(0);
        assertThat(first.path("status").stringValue()).isEqualTo("in_use");
        assertThat(first.path("algorithm").stringValue()).isEqualTo("ES256");

        var made = ann.post(path, "{\"algorithm\":\"EdDSA\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("status")).isEqualTo("standby");
        assertThat(made.json().path("public_jwk").path("kid").stringValue())
                .isEqualTo(made.text("id"));
        assertThat(ann.get(path).body()).doesNotContain("\"d\":");
        var key = path + "/" + made.text("id");
        var early = ann.post(key + "/use", "");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("code")).isEqualTo("signing_key_wrong_state");
        assertThat(ann.post(key + "/use", "{\"immediately\":true}").text("status"))
                .isEqualTo("in_use");
        assertThat(ann.delete(key).status()).as("in use").isEqualTo(409);
        var old = path + "/" + first.path("id").stringValue();
        assertThat(ann.delete(old).text("status")).isEqualTo("revoked");
        assertThat(ann.get(path).json().path(0).path("public_jwk").isNull()).isTrue();

        assertThat(ann.post(path, "{\"algorithm\":\"none\"}").status()).isEqualTo(400);
        assertThat(ann.delete(path + "/nothing").text("code")).isEqualTo("signing_key_not_found");
        assertThat(ann.post(path, "{\"algorithm\":\"HS256\"}").json().path("public_jwk").isNull())
                .isTrue();
        assertThat(actionsSince(since))
                .containsExactly(
                        "create_signing_key",
                        "use_signing_key",
                        "revoke_signing_key",
                        "create_signing_key");
        assertThat(register(newEmail()).get(path).status()).isEqualTo(404);
    }

    @Test
    void a_paused_project_is_resumed() {
        var path = PROJECTS + "/" + create("x").text("id");
        var since = auditPosition();
        assertThat(ann.post(path + "/pause", "").text("status")).isEqualTo("paused");
        var again = ann.post(path + "/pause", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("project_wrong_state");
        assertThat(ann.post(path + "/resume", "").text("status")).isEqualTo("active");
        assertThat(actionsSince(since)).containsExactly("pause_project", "resume_project");
    }

    @Test
    void a_deleted_project_is_gone_and_its_name_is_free() {
        var path = PROJECTS + "/" + create("x").text("id");
        var since = auditPosition();
        assertThat(confirm(path, "{\"confirm_name\":\"y\"}").text("code"))
                .isEqualTo("confirmation_missing");
        assertThat(confirm(path, "{\"platform_password\":\"wrong one\"}").status()).isEqualTo(401);
        assertThat(confirm(path, "{\"confirm_name\":\"x\"}").body())
                .isEqualTo("{\"status\":\"deleted\"}");
        assertThat(ann.delete(path).status()).isEqualTo(404);
        assertThat(ann.get(path).status()).isEqualTo(404);
        assertThat(ann.get(PROJECTS).body()).isEqualTo("[]");
        assertThat(create("x").status()).isEqualTo(201);
        assertThat(actionsSince(since))
                .containsExactly("password_check_failed", "delete_project", "create_project");
    }

    @Test
    void who_is_no_member_learns_nothing() {
        var id = create("x").text("id");
        var org = ann.get("/platform/orgs").json().path(0).path("id").stringValue();
        var eve = register(newEmail());
        var unknown = eve.get(PROJECTS + "/00000000-0000-0000-0000-000000000000").body();
        assertThat(unknown)
                .isEqualTo(
                        "{\"error\":\"there is no such project\",\"code\":\"project_not_found\"}");
        assertThat(eve.get(PROJECTS + "/" + id).body()).isEqualTo(unknown);
        for (var path : new String[] {"", "/logs", "/api-keys"}) {
            assertThat(eve.get(PROJECTS + "/" + id + path).status()).isEqualTo(404);
        }
        assertThat(eve.delete(PROJECTS + "/" + id).status()).isEqualTo(404);
        assertThat(eve.post(PROJECTS + "/" + id + "/rotate-keys", "{}").status()).isEqualTo(404);
        assertThat(eve.post(PROJECTS + "/" + id + "/pause", "").status()).isEqualTo(404);
        assertThat(eve.patch(PROJECTS + "/" + id + "/settings", "{}").status()).isEqualTo(404);
        assertThat(eve.get(PROJECTS + "?org_id=" + org).status()).isEqualTo(404);
        assertThat(eve.post(PROJECTS, "{\"name\":\"x\",\"org_id\":\"%s\"}".formatted(org)).status())
                .isEqualTo(404);
        assertThat(admin().get(PROJECTS + "/" + id).status())
                .as("administrators of the platform are no members either")
                .isEqualTo(404);
    }

    @Test
    void each_role_does_what_it_may_and_viewers_see_no_secrets() {
        var id = create("x").text("id");
        var email = newEmail();
        var bob = register(email);
        joinOrganisationOf(id, email, "viewer");
        var path = PROJECTS + "/" + id;
        var seen = bob.get(path);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text("jwt_secret")).isEmpty();
        assertThat(seen.text("service_role_key")).isEmpty();
        assertThat(seen.text("anon_key")).isNotEmpty();
        var org = seen.text("org_id");
        var listed = bob.get(PROJECTS + "?org_id=" + org).json().path(0);
        assertThat(listed.path("service_role_key").stringValue()).isEmpty();
        assertThat(bob.get(path + "/logs").status()).isEqualTo(403);
        assertThat(bob.get(path + "/api-keys").status()).isEqualTo(403);
        assertThat(
                        bob.post(PROJECTS, "{\"name\":\"y\",\"org_id\":\"%s\"}".formatted(org))
                                .text("code"))
                .isEqualTo("forbidden");

        setRole(email, "developer");
        assertThat(bob.get(path).text("jwt_secret")).isNotEmpty();
        assertThat(bob.get(path + "/logs").status()).isEqualTo(200);
        assertThat(bob.post(path + "/rotate-keys", "{}").status()).isEqualTo(403);
        assertThat(bob.patch(path + "/settings", "{}").status()).isEqualTo(403);
        assertThat(bob.post(path + "/pause", "").status()).isEqualTo(403);
        assertThat(bob.get(path + "/signing-keys").status()).isEqualTo(200);
        assertThat(bob.post(path + "/signing-keys", "{}").status()).isEqualTo(403);
        assertThat(bob.delete(path).status()).isEqualTo(403);

        setRole(email, "admin");
        assertThat(bob.post(path + "/rotate-keys", "{}").status()).isEqualTo(200);
        assertThat(bob.delete(path).status()).isEqualTo(200);
    }

    @Test
    void the_log_tells_what_was_done_to_the_project_newest_first() {
        var id = create("x").text("id");
        ann.post(PROJECTS + "/" + id + "/pause", "");
        ann.with("X-Request-ID", "my-request").post(PROJECTS + "/" + id + "/resume", "");
        var log = ann.get(PROJECTS + "/" + id + "/logs").json();
        assertThat(log.path("page").intValue()).isEqualTo(1);
        assertThat(log.path("has_more").booleanValue()).isFalse();
        var newest = log.path("logs").path(0);
        assertThat(newest.path("action").stringValue()).isEqualTo("resume_project");
        assertThat(newest.path("resource_type").stringValue()).isEqualTo("project");
        assertThat(newest.path("resource_id").stringValue()).isEqualTo(id);
        assertThat(newest.path("project_id").stringValue()).isEqualTo(id);
        assertThat(newest.path("request_id").stringValue()).isEqualTo("my-request");
        assertThat(newest.path("user_agent").stringValue()).startsWith("Java-http-client");
        assertThat(newest.path("ip_address").stringValue()).isEqualTo("127.0.0.1");
        assertThat(newest.path("user_id"))
                .isEqualTo(ann.get("/platform/auth/me").json().path("id"));
        assertThat(log.path("logs").size()).isEqualTo(3);

        var logs = PROJECTS + "/" + id + "/logs";
        assertThat(ann.get(logs + "?action=pause_project").json().path("logs").size()).isEqualTo(1);
        assertThat(ann.get(logs + "?page=2").json().path("logs").size()).isZero();
        assertThat(ann.get(logs + "?to=2020-01-01T00:00:00%2B01:00").json().path("logs").size())
                .isZero();
        assertThat(ann.get(logs + "?from=2020-01-01T00:00:00Z").json().path("logs").size())
                .isEqualTo(3);
        var bad = ann.get(logs + "?from=yesterday");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().path("fields").propertyNames()).containsExactly("from");
    }

    @Test
    void the_log_holds_no_secrets() {
        var made = create("x");
        ann.post(PROJECTS + "/" + made.text("id") + "/rotate-keys", "{}");
        var key =
                ann.post(
                        PROJECTS + "/" + made.text("id") + "/api-keys",
                        "{\"name\":\"k\",\"kind\":\"secret\"}");
        var log = admin().get("/platform/admin/audit").body();
        assertThat(log)
                .contains("create_api_key")
                .doesNotContain(key.text("key"))
                .doesNotContain(made.text("jwt_secret"))
                .doesNotContain(made.text("service_role_key"))
                .doesNotContain(PASSWORD)
                .doesNotContain(TestHost.ADMIN_PASSWORD);
    }

    private ApiClient.Answer create(String name) {
        return ann.post(PROJECTS, "{\"name\":\"%s\"}".formatted(name));
    }

    private ApiClient.Answer confirm(String path, String body) {
        return ann.send("DELETE", path, java.net.http.HttpRequest.BodyPublishers.ofString(body));
    }

    private void setRole(String email, String role) {
        platform.sql(
                        """
                        update platform.org_members set role = :role
                        where role <> 'owner'
                            and user_id = (select id from platform.users where email = :email)
                        """)
                .param("email", email)
                .param("role", role)
                .update();
    }

    /// Whether a password fits what PostgreSQL keeps of the login's. The server of the tests trusts
    /// local clients, so a connection would tell nothing.
    private boolean opens(String login, String password) {
        var kept =
                platform.sql("select rolpassword from pg_authid where rolname = :login")
                        .param("login", login)
                        .query(String.class)
                        .single();
        var parts = kept.split("[$:]");
        return org.postgresql.util.PasswordUtil.encodeScramSha256(
                        password.toCharArray(),
                        Integer.parseInt(parts[1]),
                        java.util.Base64.getDecoder().decode(parts[2]))
                .equals(kept);
    }

    /// Makes a table with the login and tells whose it is.
    private String owner(String database, ApiClient.Answer login) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                host.jdbcUrl(database),
                                login.text("pg_username"),
                                login.text("pg_password"));
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists public.mine (id int)");
            try (var rows =
                    statement.executeQuery(
                            "select relowner::regrole::text from pg_class where relname = 'mine'")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
