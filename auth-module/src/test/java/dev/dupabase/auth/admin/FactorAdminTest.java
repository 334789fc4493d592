package dev.dupabase.auth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.TestProject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactorAdminTest extends AuthServer {
    private static final String NOT_FOUND = "mfa_factor_not_found";

    private TestProject project;
    private String user;
    private String factor;

    @BeforeEach
    void makeFactor() {
        project = newProject();
        user = project.signUp("ann@example.com", "secret-1").text("user.id");
        factor = add("totp", "telephone");
    }

    private String add(String type, String name) {
        var id = UUID.randomUUID().toString();
        project.execute(
                """
                insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status,
                    created_at, updated_at, secret)
                values ('%s', '%s', '%s', '%s', 'verified', now(), now(), 'JBSWY3DPEHPK3PXP')
                """
                        .formatted(id, user, name, type));
        return id;
    }

    private String path() {
        return "/admin/users/" + user + "/factors";
    }

    private String[] service() {
        return TestProject.bearer(project.serviceKey());
    }

    @Test
    void factors_are_listed_without_their_secrets() {
        var listed = project.get(path(), service()).ok();

        assertThat(listed.json().size()).isEqualTo(1);
        assertThat(listed.text("0.id")).isEqualTo(factor);
        assertThat(listed.text("0.factor_type")).isEqualTo("totp");
        assertThat(listed.text()).doesNotContain("JBSWY3DPEHPK3PXP");
        project.get(path())
                .refused(401, "no_authorization", "This endpoint requires a valid Bearer token");
    }

    @Test
    void a_factor_is_renamed_and_keeps_clear_of_other_names() {
        add("totp", "laptop");

        var renamed =
                project.put(path() + "/" + factor, "{\"friendly_name\":\"watch\"}", service());

        assertThat(renamed.ok().text("friendly_name")).isEqualTo("watch");
        project.put(path() + "/" + factor, "{\"friendly_name\":\"laptop\"}", service())
                .refused(
                        422,
                        "mfa_factor_name_conflict",
                        "A factor with the friendly name \"laptop\" for this user already exists");
    }

    @Test
    void a_phone_factor_gets_another_number() {
        var phone = add("phone", "mobile");

        var changed = project.put(path() + "/" + phone, "{\"phone\":\"+49 1234567\"}", service());

        assertThat(changed.ok().text("phone")).isEqualTo("491234567");
        project.put(path() + "/" + phone, "{\"phone\":\"nonsense\"}", service())
                .refused(400, "validation_failed", "Invalid phone number format (E.164 required)");
    }

    @Test
    void a_deleted_factor_is_answered_and_lowers_the_sessions_it_raised() {
        var session = project.query("select id from auth.sessions").getFirst();
        project.execute(
                """
                update auth.sessions set aal = 'aal2', factor_id = '%s';
                insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at,
                    authentication_method)
                values (gen_random_uuid(), '%s', now(), now(), 'totp')
                """
                        .formatted(factor, session));

        assertThat(project.delete(path() + "/" + factor, service()).ok().text("id"))
                .isEqualTo(factor);

        assertThat(project.query("select aal from auth.sessions")).isEqualTo(List.of("aal1"));
        assertThat(project.query("select authentication_method from auth.mfa_amr_claims"))
                .isEqualTo(List.of("password"));
        assertThat(project.query("select count(*) from auth.mfa_factors")).isEqualTo(List.of("0"));
    }

    @Test
    void a_factor_that_is_not_there_or_anothers_is_not_found() {
        var other = project.signUp("bob@example.com", "secret-1").text("user.id");

        project.delete(path() + "/x", service())
                .refused(404, "validation_failed", "factor_id must be an UUID");
        project.delete(path() + "/" + UUID.randomUUID(), service())
                .refused(404, NOT_FOUND, "Factor not found");
        project.delete("/admin/users/" + other + "/factors/" + factor, service())
                .refused(404, NOT_FOUND, "Factor not found");
    }
}
