package dev.dupabase.auth.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.Test;

class LimitsTest extends AuthServer {
    @Test
    void users_and_administrators_see_what_a_user_has_run_into() {
        var project = newProject();
        var ann = project.signUp("ann@example.com", "secret-1");
        project.post("/recover", "{\"email\":\"ann@example.com\"}").ok();
        project.post(
                "/verify",
                "{\"type\":\"recovery\",\"email\":\"ann@example.com\",\"token\":\"000\"}");
        project.execute(
                """
                insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status,
                    created_at, updated_at)
                select gen_random_uuid(), id, 'app', 'totp', 'verified', now(), now()
                from auth.users;
                insert into auth.mfa_factor_guesses (factor_id, failures, blocked_until)
                select id, 11, now() + interval '2 minutes' from auth.mfa_factors
                """);

        var own =
                project.get("/dupabase/limits", TestProject.bearer(ann.text("access_token"))).ok();
        var byAdministrator =
                project.get(
                                "/dupabase/admin/users/" + ann.text("user.id") + "/limits",
                                TestProject.bearer(project.serviceKey()))
                        .ok();

        assertThat(own.text("mails.0.kind")).isEqualTo("recovery");
        assertThat(own.text("mails.0.next_allowed_at"))
                .isGreaterThan(own.text("mails.0.last_sent_at"));
        assertThat(own.text("codes.0.kind")).isEqualTo("recovery_token");
        assertThat(own.at("codes.0.wrong_guesses").asInt()).isEqualTo(1);
        assertThat(own.at("factors.0.wrong_guesses").asInt()).isEqualTo(11);
        assertThat(own.text("factors.0.blocked_until")).isNotEmpty();
        assertThat(own.text("address.0.bucket")).isEqualTo("signup");
        assertThat(own.at("address.0.limit").asInt()).isEqualTo(30);
        assertThat(byAdministrator.at("codes")).isEqualTo(own.at("codes"));
        assertThat(byAdministrator.json().has("address")).isFalse();
        project.get("/dupabase/admin/users/x/limits", TestProject.bearer(project.serviceKey()))
                .refused(404, "validation_failed", "user_id must be an UUID");
    }
}
