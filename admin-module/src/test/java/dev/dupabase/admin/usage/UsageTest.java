package dev.dupabase.admin.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.Eventually;
import dev.dupabase.admin.PlatformApiTest;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.usage.ActiveUsers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UsageTest extends PlatformApiTest {
    @Autowired private ActiveUsers activeUsers;
    @Autowired private ProjectDirectory directory;

    private record Made(ApiClient owner, String id, String org, String anonKey) {}

    private Made project() {
        var owner = register(newEmail());
        var made = owner.post("/platform/projects", "{\"name\":\"measured\"}");
        return new Made(owner, made.text("id"), made.text("org_id"), made.text("anon_key"));
    }

    @Test
    void a_project_is_told_its_requests_bytes_and_users_day_by_day() {
        var project = project();
        var known = directory.find(UUID.fromString(project.id())).orElseThrow();
        for (int i = 0; i < 4; i++) {
            guest().with("apikey", project.anonKey()).get("/rest/v1/nothing");
        }
        guest().with("apikey", project.anonKey()).post("/rest/v1/nothing", "{\"a\":1}");
        activeUsers.saw(known, UUID.randomUUID());
        var returning = UUID.randomUUID();
        activeUsers.saw(known, returning);
        activeUsers.saw(known, returning);

        var answer =
                Eventually.ask(
                        () -> project.owner().get("/platform/projects/" + project.id() + "/usage"),
                        seen ->
                                seen.json().path("totals").path("requests").asLong() >= 5
                                        && seen.body().contains("\"platform\""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var totals = answer.json().path("totals");
        assertThat(totals.path("requests").asLong()).isEqualTo(5);
        assertThat(totals.path("client_errors").asLong()).isEqualTo(5);
        assertThat(totals.path("server_errors").asLong()).isZero();
        assertThat(totals.path("bytes_out").asLong()).isPositive();
        assertThat(totals.path("active_users").asLong()).isEqualTo(2);
        var today = LocalDate.now(ZoneOffset.UTC);
        var days = answer.json().path("days");
        assertThat(days.size()).isEqualTo(today.getDayOfMonth());
        var last = days.get(days.size() - 1);
        assertThat(last.path("day").asString()).isEqualTo(today.toString());
        assertThat(last.path("requests").asLong()).isEqualTo(5);
        assertThat(last.path("active_users").asLong()).isEqualTo(2);
        assertThat(answer.json().path("by_class").findValuesAsString("class"))
                .contains("rest", "platform");
    }

    @Test
    void a_bad_period_names_the_parameter() {
        var project = project();
        var path = "/platform/projects/" + project.id() + "/usage";

        for (var query :
                new String[] {
                    "from=yesterday",
                    "to=2026-13-01",
                    "from=2026-02-01&to=2026-01-01",
                    "from=2020-01-01&to=2026-01-01"
                }) {
            var answer = project.owner().get(path + "?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().path("fields").isEmpty()).as(query).isFalse();
        }
        var quarter = project.owner().get(path + "?from=2026-01-15&to=2026-03-02");
        assertThat(quarter.json().path("days").size()).isEqualTo(47);
    }

    @Test
    void an_organisation_sees_each_of_its_projects_and_its_limits() {
        var project = project();
        guest().with("apikey", project.anonKey()).get("/rest/v1/nothing");

        var answer =
                Eventually.ask(
                        () -> project.owner().get("/platform/orgs/" + project.org() + "/usage"),
                        seen -> seen.json().path("totals").path("requests").asLong() >= 1);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("projects").get(0).path("id").asString())
                .isEqualTo(project.id());
        assertThat(answer.json().path("projects").get(0).path("requests").asLong()).isEqualTo(1);
        assertThat(answer.json().path("totals").path("requests").asLong()).isEqualTo(1);
        assertThat(answer.json().path("limits").path("projects").isNull()).isTrue();
        assertThat(answer.json().path("in_use").path("projects").asInt()).isEqualTo(1);
        assertThat(register(newEmail()).get("/platform/orgs/" + project.org() + "/usage").status())
                .isEqualTo(404);
    }

    @Test
    void what_strangers_ask_about_a_project_is_not_counted_for_it() {
        var project = project();
        var path = "/platform/projects/" + project.id();
        for (int i = 0; i < 3; i++) {
            guest().get(path);
            register(newEmail()).get(path);
        }

        var usage = project.owner().get(path + "/usage").json();

        for (var kind : usage.path("by_class")) {
            assertThat(kind.path("class").asString()).isNotEqualTo("rest");
            assertThat(kind.path("client_errors").asLong()).isZero();
        }
    }

    @Test
    void administrators_see_the_instances() {
        var answer = admin().get("/platform/admin/instances");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get(0).propertyNames())
                .containsExactly("id", "host", "port", "started_at", "seen_at", "self");
        assertThat(register(newEmail()).get("/platform/admin/instances").status()).isEqualTo(403);
    }
}
