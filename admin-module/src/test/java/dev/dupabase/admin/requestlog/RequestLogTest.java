package dev.dupabase.admin.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.Eventually;
import dev.dupabase.admin.PlatformApiTest;
import org.junit.jupiter.api.Test;

class RequestLogTest extends PlatformApiTest {
    private record Made(ApiClient owner, String id, String anonKey) {
        String log(String query) {
            return "/platform/projects/" + id + "/logs/requests" + query;
        }
    }

    private Made project() {
        var owner = register(newEmail());
        var made = owner.post("/platform/projects", "{\"name\":\"logged\"}");
        return new Made(owner, made.text("id"), made.text("anon_key"));
    }

    @Test
    void a_request_is_found_with_what_helps_and_nothing_that_is_secret() {
        var project = project();
        var request =
                guest().with("apikey", project.anonKey())
                        .with("X-Request-ID", "a-known-request")
                        .get(
                                "/rest/v1/people?select=id,name&email=eq.ann%40example.com&apikey="
                                        + project.anonKey());

        var answer =
                Eventually.ask(
                        () -> project.owner().get(project.log("?request_id=a-known-request")),
                        seen -> !seen.json().path("requests").isEmpty());

        assertThat(request.status()).isEqualTo(404);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var line = answer.json().path("requests").get(0);
        assertThat(line.path("method").asString()).isEqualTo("GET");
        assertThat(line.path("path").asString()).isEqualTo("/rest/v1/people");
        assertThat(line.path("query").asString()).isEqualTo("select=id,name&email=eq.*&apikey=*");
        assertThat(line.path("status").asInt()).isEqualTo(404);
        assertThat(line.path("class").asString()).isEqualTo("rest");
        assertThat(line.path("role").asString()).isEqualTo("anon");
        assertThat(line.path("error_code").asString()).isEqualTo("not_found");
        assertThat(line.path("duration_ms").asDouble()).isPositive();
        assertThat(answer.body()).doesNotContain(project.anonKey()).doesNotContain("ann");
    }

    @Test
    void filters_and_pages_hold() {
        var project = project();
        for (int i = 0; i < 5; i++) {
            guest().with("apikey", project.anonKey()).get("/rest/v1/t" + i);
        }
        guest().with("apikey", project.anonKey()).post("/rest/v1/rpc/f", "{}");

        Eventually.ask(
                () -> project.owner().get(project.log("")),
                seen -> seen.json().path("requests").size() >= 6);
        var page = project.owner().get(project.log("?per_page=2&class=rest")).json();
        var next = project.owner().get(project.log("?per_page=2&class=rest&page=3")).json();

        assertThat(page.path("requests").findValuesAsString("path"))
                .containsExactly("/rest/v1/t4", "/rest/v1/t3");
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(next.path("requests").findValuesAsString("path")).containsExactly("/rest/v1/t0");
        assertThat(next.path("has_more").asBoolean()).isFalse();
        assertThat(count(project, "?method=post")).isEqualTo(1);
        assertThat(count(project, "?status=4xx")).isEqualTo(6);
        assertThat(count(project, "?status=200")).isZero();
        assertThat(count(project, "?path=/t3")).isEqualTo(1);
        assertThat(count(project, "?from=2099-01-01T00:00:00Z")).isZero();
        assertThat(project.owner().get(project.log("?status=many")).status()).isEqualTo(400);
        assertThat(project.owner().get(project.log("?from=today")).status()).isEqualTo(400);
    }

    @Test
    void viewers_and_strangers_do_not_see_it() {
        var project = project();
        var viewer = newEmail();
        var client = register(viewer);
        joinOrganisationOf(project.id(), viewer, "viewer");

        assertThat(client.get(project.log("")).status()).isEqualTo(403);
        assertThat(register(newEmail()).get(project.log("")).status()).isEqualTo(404);
    }

    private static int count(Made project, String query) {
        return project.owner().get(project.log(query)).json().path("requests").size();
    }
}
