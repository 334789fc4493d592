package dev.dupabase.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.PlatformApiTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "dupabase.admin.password-check-limit=5/h:5")
class PasswordTriesTest extends PlatformApiTest {
    // contracts/platform.md §20-15 and §4.5
    @Test
    void an_account_has_five_tries_of_its_password_over_all_routes_that_ask_for_it() {
        var ann = register(newEmail());
        var bob = register(newEmail());
        var org = ann.post("/platform/orgs", "{\"name\":\"Tried\",\"slug\":\"tried\"}").text("id");
        var project = ann.post("/platform/projects", "{\"name\":\"tried\"}").text("id");
        var since = auditPosition();

        assertThat(reveal(ann, "wrong 1").status()).isEqualTo(401);
        assertThat(ann.post("/platform/credentials/rotate", password("wrong 2")).status())
                .isEqualTo(401);
        assertThat(
                        ann.put(
                                        "/platform/auth/password",
                                        "{\"current_password\":\"wrong 3\",\"new_password\":\"another one\"}")
                                .status())
                .isEqualTo(401);
        assertThat(
                        ann.post(
                                        "/platform/orgs/" + org + "/transfer",
                                        "{\"user_id\":\"%s\",\"platform_password\":\"wrong 4\"}"
                                                .formatted(org))
                                .status())
                .isEqualTo(401);
        assertThat(
                        ann.send(
                                        "DELETE",
                                        "/platform/projects/" + project,
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                password("wrong 5")))
                                .status())
                .isEqualTo(401);
        var refused = reveal(ann, PASSWORD);
        assertThat(refused.status()).as("even the right one").isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(reveal(bob, PASSWORD).status()).as("somebody else").isEqualTo(200);
        assertThat(actionsSince(since))
                .contains(
                        "reveal_credentials_failed",
                        "rotate_credentials_failed",
                        "password_change_failed",
                        "password_check_failed");
        assertThat(ann.get("/platform/projects/" + project).status()).isEqualTo(200);
    }

    private static ApiClient.Answer reveal(ApiClient who, String password) {
        return who.post("/platform/credentials/reveal", password(password));
    }

    private static String password(String password) {
        return "{\"platform_password\":\"%s\"}".formatted(password);
    }
}
