package dev.dupabase.admin.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.Eventually;
import dev.dupabase.admin.PlatformApiTest;
import org.junit.jupiter.api.Test;

class AnalyticsTest extends PlatformApiTest {
    /// A project with an owner and the path of its analytics.
    private record Made(ApiClient owner, String id, String anonKey) {
        String path(String rest) {
            return "/platform/projects/" + id + "/analytics/" + rest;
        }
    }

    private Made project() {
        var owner = register(newEmail());
        var made = owner.post("/platform/projects", "{\"name\":\"measured\"}");
        return new Made(owner, made.text("id"), made.text("anon_key"));
    }

    @Test
    void the_database_is_told_with_its_tables_the_largest_first() {
        var project = project();

        var answer = project.owner().get(project.path("database"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactly("db_size", "table_count", "total_rows", "tables");
        assertThat(answer.json().path("db_size").asLong()).isGreaterThan(1_000_000);
        var tables = answer.json().path("tables");
        assertThat(answer.json().path("table_count").asInt()).isEqualTo(tables.size());
        for (int i = 1; i < tables.size(); i++) {
            assertThat(tables.get(i).path("total_size").asLong())
                    .isLessThanOrEqualTo(tables.get(i - 1).path("total_size").asLong());
        }
    }

    @Test
    void connections_are_counted_by_state() {
        var project = project();
        project.owner().get(project.path("database"));

        var answer = project.owner().get(project.path("connections"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactly("total", "active", "idle", "idle_in_transaction", "connections");
        assertThat(answer.json().path("total").asLong()).isGreaterThanOrEqualTo(1);
        assertThat(answer.json().path("connections").get(0).propertyNames())
                .containsExactly("state", "count");
    }

    @Test
    void without_the_extension_statements_are_unavailable_and_that_is_no_error() {
        var project = project();

        var answer = project.owner().get(project.path("queries"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("available").asBoolean()).isFalse();
        assertThat(answer.json().path("queries")).isEmpty();
    }

    /// contracts/platform.md §20-37: what is counted are requests, not lines of the audit log.
    @Test
    void usage_counts_requests_and_no_audit_rows() {
        var project = project();
        for (int i = 0; i < 3; i++) {
            guest().with("apikey", project.anonKey()).get("/rest/v1/nothing");
        }
        guest().with("apikey", project.anonKey()).get("/rest/v1/rpc/nothing");

        var answer =
                Eventually.ask(
                        () -> project.owner().get(project.path("api-usage")),
                        seen ->
                                seen.body().contains("\"rest\",\"count\":3")
                                        && seen.body().contains("\"rpc\""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var days = answer.json().path("daily_usage");
        assertThat(days.findValuesAsString("action")).containsSubsequence("rest", "rpc");
        for (var day : days) {
            assertThat(day.propertyNames()).containsExactly("day", "action", "count");
            if (day.path("action").asString().equals("rest")) {
                assertThat(day.path("count").asLong()).isEqualTo(3);
            }
        }
    }

    @Test
    void the_series_has_a_point_for_each_hour_and_percentiles_where_there_were_requests() {
        var project = project();
        for (int i = 0; i < 5; i++) {
            guest().with("apikey", project.anonKey()).get("/rest/v1/nothing");
        }

        var answer =
                Eventually.ask(
                        () -> project.owner().get(project.path("requests?hours=24")),
                        seen -> seen.json().path("totals").path("requests").asLong() >= 5);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var points = answer.json().path("points");
        assertThat(points.size()).isEqualTo(24);
        assertThat(points.get(0).path("requests").asLong()).isZero();
        assertThat(points.get(0).path("p95_ms").isNull()).isTrue();
        assertThat(answer.json().path("totals").path("requests").asLong()).isEqualTo(5);
        assertThat(answer.json().path("totals").path("client_errors").asLong()).isEqualTo(5);
        assertThat(answer.json().path("totals").path("p50_ms").asDouble()).isPositive();
        assertThat(answer.json().path("by_class").get(0).path("class").asString())
                .isEqualTo("rest");

        assertThat(project.owner().get(project.path("requests?hours=0")).status()).isEqualTo(400);
        assertThat(project.owner().get(project.path("requests?class=none")).status())
                .isEqualTo(400);
        assertThat(
                        project.owner()
                                .get(project.path("requests?class=rpc"))
                                .json()
                                .path("totals")
                                .path("requests")
                                .asLong())
                .isZero();
    }

    @Test
    void a_part_of_the_overview_that_cannot_be_had_is_null() {
        var project = project();

        var before = project.owner().get(project.path("overview"));
        project.owner().post("/platform/projects/" + project.id() + "/pause", "{}");
        var after = project.owner().get(project.path("overview"));

        assertThat(before.json().path("database").isObject()).as(before.body()).isTrue();
        assertThat(before.json().path("connections").isObject()).isTrue();
        // The schema of users belongs to a module that is not here.
        assertThat(before.json().path("auth").isNull()).isTrue();
        assertThat(before.json().path("api_usage").path("daily_usage").isArray()).isTrue();
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().path("database").isNull()).as(after.body()).isTrue();
        assertThat(project.owner().get(project.path("database")).status()).isEqualTo(409);
    }

    @Test
    void who_is_no_member_learns_nothing() {
        var project = project();
        var stranger = register(newEmail());

        for (var part :
                new String[] {
                    "database",
                    "connections",
                    "queries",
                    "auth",
                    "api-usage",
                    "overview",
                    "requests"
                }) {
            assertThat(stranger.get(project.path(part)).status()).as(part).isEqualTo(404);
            assertThat(guest().get(project.path(part)).status()).as(part).isEqualTo(401);
        }
    }
}
