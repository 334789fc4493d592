package dev.dupabase.admin.studio.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.StandInProjectUsers;
import dev.dupabase.admin.studio.StudioTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthUserTest extends StudioTest {
    private static final String ANN = StandInProjectUsers.ANN.toString();
    private static final String NOBODY = "00000000-0000-0000-0000-000000000009";

    @Test
    void members_read_and_admins_change_and_all_of_it_is_written_down() {
        var path = base + "/auth/users";
        var admin = member("admin");
        var list =
                viewer.get(
                                path
                                        + "?search=a%25b,c&page=2&per_page=7&sort=email&order=asc&status=banned")
                        .json();
        assertThat(list.path("users").path(0).path("email").stringValue()).isEqualTo("a%b,c");
        assertThat(list.path("page").intValue()).isEqualTo(2);
        assertThat(list.path("per_page").intValue()).isEqualTo(7);
        var user = list.path("users").path(0);
        assertThat(user.path("is_anonymous").booleanValue()).isFalse();
        assertThat(user.has("banned_until")).isTrue();
        assertThat(user.path("banned_until").isNull()).isTrue();
        var one = viewer.get(path + "/" + ANN).json();
        assertThat(one.path("has_password").booleanValue()).isTrue();
        assertThat(one.path("sessions").isArray()).isTrue();

        var since = auditPosition();
        assertThat(admin.post(path, "{\"email\":\"x@y.z\",\"password\":\"top-secret\"}").status())
                .isEqualTo(201);
        assertThat(admin.patch(path + "/" + ANN, "{\"email_confirm\":true}").status())
                .isEqualTo(200);
        assertThat(admin.post(path + "/invite", "{\"email\":\"x@y.z\"}").status()).isEqualTo(201);
        assertThat(admin.post(path + "/" + ANN + "/ban", "{\"duration\":\"24h\"}").body())
                .isEqualTo("{\"status\":\"banned\"}");
        assertThat(admin.post(path + "/" + ANN + "/ban", "").status()).isEqualTo(200);
        assertThat(admin.post(path + "/" + ANN + "/unban", "").body())
                .isEqualTo("{\"status\":\"unbanned\"}");
        assertThat(admin.post(path + "/" + ANN + "/send", "{\"kind\":\"recovery\"}").body())
                .isEqualTo("{\"status\":\"sent\"}");
        assertThat(admin.delete(path + "/" + ANN + "/sessions/" + NOBODY).status()).isEqualTo(200);
        assertThat(admin.delete(path + "/" + ANN + "/sessions").status()).isEqualTo(200);
        assertThat(admin.delete(path + "/" + ANN + "/factors/" + NOBODY).status()).isEqualTo(200);
        assertThat(admin.delete(path + "/" + ANN).body()).isEqualTo("{\"status\":\"deleted\"}");
        assertThat(actionsSince(since))
                .containsExactly(
                        "create_auth_user",
                        "update_auth_user",
                        "invite_auth_user",
                        "ban_auth_user",
                        "ban_auth_user",
                        "unban_auth_user",
                        "send_auth_link",
                        "revoke_auth_session",
                        "revoke_auth_session",
                        "delete_auth_factor",
                        "delete_auth_user");
        assertThat(
                        count(
                                "select count(*) from platform.audit_log where metadata::text like '%top-secret%'"))
                .isZero();

        since = auditPosition();
        assertThat(admin.delete(path + "/" + NOBODY).status()).isEqualTo(404);
        assertThat(actionsSince(since)).as("what did not happen").isEmpty();
        assertThat(developer.post(path + "/" + ANN + "/ban", "").status()).isEqualTo(403);
        assertThat(developer.delete(path + "/" + ANN).status()).isEqualTo(403);
        assertThat(developer.post(path, "{\"email\":\"x@y.z\"}").status()).isEqualTo(403);
        assertThat(register(newEmail()).get(path).status()).isEqualTo(404);
        assertThat(admin.post(path + "/" + ANN + "/ban", "{\"duration\":\"soon\"}").status())
                .isEqualTo(400);
        assertThat(admin.post(path + "/" + ANN + "/send", "{\"kind\":\"spam\"}").status())
                .isEqualTo(400);
        assertThat(viewer.get(path + "?per_page=101").status()).isEqualTo(400);
        assertThat(viewer.get(path + "?sort=password").status()).isEqualTo(400);
        assertThat(viewer.get(path + "/x").status()).isEqualTo(400);
    }

    @Test
    void a_statement_is_tried_as_a_user_of_the_project() {
        var as = Map.of("user_id", ANN);
        assertThat(
                        sql(developer, Map.of("query", "select auth.uid(), current_user", "as", as))
                                .json()
                                .path("rows")
                                .toString())
                .isEqualTo("[[\"" + ANN + "\",\"authenticated\"]]");
        assertThat(
                        sql(developer, Map.of("query", "select 1", "as", Map.of("user_id", NOBODY)))
                                .status())
                .isEqualTo(404);
    }
}
