package dev.dupabase.auth.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditSearchTest extends AuthServer {
    private static final String PATH = "/dupabase/admin/audit";

    private TestProject project;
    private Reply ann;

    @BeforeAll
    void make_project() {
        project = newProject();
        ann = project.signUp("ann@example.com", "secret-1");
        project.signUp("a_n@example.com", "secret-2");
        project.signIn("ann@example.com", "secret-1").ok();
        project.post("/logout", "", TestProject.bearer(ann.text("access_token")));
    }

    @BeforeEach
    void keep() {
        assertThat(ann.status()).isEqualTo(200);
    }

    private Reply search(String query) {
        return project.get(PATH + query, TestProject.bearer(project.serviceKey()));
    }

    @Test
    void entries_are_found_by_user_action_type_and_time() {
        var id = ann.text("user.id");

        assertThat(
                        search("?user_id=" + id)
                                .ok()
                                .at("entries")
                                .valueStream()
                                .map(entry -> entry.at("/payload/action").asString()))
                .startsWith("logout", "login")
                .contains("user_signedup");
        assertThat(search("?user_id=" + id + "&action=logout").ok().at("entries").size())
                .isEqualTo(1);
        assertThat(search("?action=logout,user_signedup").ok().at("entries").size()).isEqualTo(3);
        assertThat(search("?type=team").ok().at("entries").size()).isEqualTo(2);
        assertThat(search("?from=" + Instant.now().plusSeconds(60)).ok().at("entries").size())
                .isZero();
        assertThat(search("?until=" + Instant.now().plusSeconds(60)).ok().at("entries").size())
                .isEqualTo(search("").ok().at("entries").size());
        assertThat(search("?ip_address=203.0.113.1").ok().at("entries").size()).isZero();
    }

    @Test
    void wildcards_in_an_authors_name_stand_for_themselves() {
        for (var path : new String[] {PATH + "?author=", "/admin/audit?query=author:"}) {
            var service = TestProject.bearer(project.serviceKey());
            assertThat(project.get(path + "a_n@", service).ok().text())
                    .contains("a_n@example.com")
                    .doesNotContain("ann@example.com");
            assertThat(project.get(path + "%25", service).ok().text())
                    .doesNotContain("example.com");
        }
    }

    @Test
    void pages_are_read_one_after_the_other() {
        var all = search("?limit=1000").ok();
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = search("?limit=2" + cursor).ok();
            page.at("entries").forEach(entry -> seen.add(entry.path("id").asString()));
            cursor = "&cursor=" + page.text("pagination.next_cursor");
        } while (!cursor.equals("&cursor="));

        assertThat(seen).hasSize(all.at("entries").size());
        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
    }

    @Test
    void what_is_wrong_with_a_question_is_said() {
        search("?user_id=x").refused(400, "validation_failed", "user_id must be an UUID");
        search("?from=yesterday")
                .refused(
                        400,
                        "validation_failed",
                        "from must be a time such as 2026-01-31T00:00:00Z");
        search("?limit=0")
                .refused(
                        400,
                        "validation_failed",
                        "Bad Pagination Parameters: limit must be a positive number, not \"0\"");
        search("?cursor=%00").refused(400, "validation_failed", "cursor must not contain NUL");
        search("?cursor=abc")
                .refused(
                        400, "validation_failed", "Bad Pagination Parameters: cursor is not valid");
        project.get(PATH, TestProject.bearer(ann.text("access_token")))
                .refused(403, "not_admin", "User not allowed");
    }

    @Test
    void nul_is_the_clients_fault_everywhere() {
        var project = newProject();
        project.get("/admin/audit?query=author:%00", TestProject.bearer(project.serviceKey()))
                .refused(400, "validation_failed", "query must not contain NUL");
        project.post("/signup", "{\"email\":\"a\\u0000@example.com\",\"password\":\"secret-1\"}")
                .refused(
                        400,
                        "bad_json",
                        "Could not parse request body as JSON: text must not contain NUL");
        project.post(
                        "/signup",
                        "{\"email\":\"b@example.com\",\"password\":\"secret-1\","
                                + "\"data\":{\"a\":\"\\u0000\"}}")
                .refused(
                        400,
                        "bad_json",
                        "Could not parse request body as JSON: text must not contain NUL");
        project.post(
                        "/signup",
                        "{\"email\":\"c@example.com\",\"password\":\"secret-1\","
                                + "\"data\":{\"a\":\"\\\\u0000\"}}")
                .ok();
    }
}
