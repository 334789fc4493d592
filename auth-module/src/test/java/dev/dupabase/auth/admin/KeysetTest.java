package dev.dupabase.auth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.auth.AuthServer;
import dev.dupabase.auth.Reply;
import dev.dupabase.auth.TestProject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysetTest extends AuthServer {
    private TestProject project;

    @BeforeAll
    void make_users() {
        project = newProject();
        project.execute(
                """
                insert into auth.users (id, aud, role, email, created_at)
                select gen_random_uuid(), 'authenticated', 'authenticated',
                    'user' || n || '@example.com', timestamptz '2026-01-01' + n / 3 * interval '1s'
                from generate_series(1, 25) n;
                insert into auth.users (id, email) values (gen_random_uuid(), 'old@example.com')
                """);
    }

    private Reply list(String query) {
        return project.get("/admin/users" + query, TestProject.bearer(project.serviceKey()));
    }

    private List<String> readAll(String sort) {
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = list("?limit=7&sort=" + sort + cursor).ok();
            page.at("users").forEach(user -> seen.add(user.path("email").asString()));
            assertThat(page.at("pagination.has_more").asBoolean())
                    .isEqualTo(!page.text("pagination.next_cursor").isEmpty());
            cursor = "&cursor=" + page.text("pagination.next_cursor");
        } while (!cursor.equals("&cursor="));
        return seen;
    }

    @Test
    void all_users_are_read_once_in_either_order_also_those_without_a_time() {
        var newest = readAll("created_at%20desc");
        var oldest = readAll("created_at%20asc");

        assertThat(newest).hasSize(26).doesNotHaveDuplicates();
        assertThat(newest).endsWith("old@example.com");
        Collections.reverse(oldest);
        assertThat(oldest).isEqualTo(newest);
    }

    @Test
    void users_are_found_by_their_exact_address() {
        assertThat(list("?email=USER7@example.com").ok().at("users").size()).isEqualTo(1);
        assertThat(list("?limit=5&email=user7@example.com").ok().at("users").size()).isEqualTo(1);
        assertThat(list("?email=user7").ok().at("users").size()).isZero();
    }

    @Test
    void a_list_that_is_read_page_by_page_says_nothing_of_cursors() {
        assertThat(list("?page=1&per_page=5").ok().json().has("pagination")).isFalse();
        configure(
                project,
                "{\"MAILER_AUTOCONFIRM\": true, \"EXPERIMENTAL_CURSOR_PAGINATION_ENABLED\": false}");
        assertThat(list("?limit=5").ok().json().has("pagination")).isFalse();
        configure(project, "{\"EXPERIMENTAL_CURSOR_PAGINATION_ENABLED\": true}");
    }
}
