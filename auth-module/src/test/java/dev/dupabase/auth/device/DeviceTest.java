package dev.dupabase.auth.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceTest extends AuthServer {
    private static final String PATH = "/dupabase/sessions";

    private TestProject project;
    private Reply laptop;
    private Reply phone;

    @BeforeEach
    void sign_in_twice() {
        project = newProject();
        laptop = project.signUp("ann@example.com", "secret-1");
        phone =
                project.post(
                                "/token?grant_type=password",
                                TestProject.credentials("ann@example.com", "secret-1"),
                                "User-Agent",
                                "A phone")
                        .ok();
    }

    private static String[] bearer(Reply session) {
        return TestProject.bearer(session.text("access_token"));
    }

    private String[] service() {
        return TestProject.bearer(project.serviceKey());
    }

    @Test
    void users_see_where_they_are_signed_in() {
        var listed = project.get(PATH, bearer(phone)).ok();

        assertThat(listed.json().size()).isEqualTo(2);
        assertThat(listed.text("0.user_agent")).isEqualTo("A phone");
        assertThat(listed.at("0.current").asBoolean()).isTrue();
        assertThat(listed.at("1.current").asBoolean()).isFalse();
        assertThat(listed.text("0.ip")).isEqualTo("127.0.0.1");
        assertThat(listed.text("0.amr.0")).isEqualTo("password");
        assertThat(listed.text("0.aal")).isEqualTo("aal1");
        assertThat(listed.text()).doesNotContain("hmac", "refresh_token");
    }

    @Test
    void users_end_one_session_and_nobody_elses() {
        var other = project.get(PATH, bearer(phone)).ok().text("1.id");
        var bob = project.signUp("bob@example.com", "secret-2");

        project.delete(PATH + "/" + other, bearer(bob))
                .refused(404, "session_not_found", "Session not found");
        assertThat(project.delete(PATH + "/" + other, bearer(phone)).status()).isEqualTo(204);

        project.get("/user", bearer(laptop))
                .refused(
                        403,
                        "session_not_found",
                        "Session from session_id claim in JWT does not exist");
        project.get("/user", bearer(phone)).ok();
        project.delete(PATH + "/x", bearer(phone))
                .refused(404, "session_not_found", "Session not found");
    }

    @Test
    void administrators_list_and_end_anyones() {
        var path = "/dupabase/admin/users/" + laptop.text("user.id") + "/sessions";
        var newest = project.get(path, service()).ok().text("0.id");

        assertThat(project.delete(path + "/" + newest, service()).status()).isEqualTo(204);
        assertThat(project.get(path, service()).ok().json().size()).isEqualTo(1);
        assertThat(project.delete(path, service()).status()).isEqualTo(204);
        assertThat(project.get(path, service()).ok().text()).isEqualTo("[]");
        project.get(path, TestProject.bearer(project.anonKey()))
                .refused(403, "not_admin", "User not allowed");
    }
}
