package dev.dupabase.admin.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.ApiClient;
import dev.dupabase.admin.PlatformApiTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsTest extends PlatformApiTest {
    private record Made(ApiClient owner, String id, String org, String anonKey) {
        String limits() {
            return "/platform/admin/orgs/" + org + "/limits";
        }
    }

    private Made project() {
        var owner = register(newEmail());
        var made = owner.post("/platform/projects", "{\"name\":\"first\"}");
        return new Made(owner, made.text("id"), made.text("org_id"), made.text("anon_key"));
    }

    @Test
    void an_administrator_gives_an_organisation_limits_of_its_own() {
        var project = project();

        var before = admin().get(project.limits());
        var log = auditPosition();
        var put =
                admin().put(
                                project.limits(),
                                "{\"projects\":7,\"connections\":null,\"database_bytes\":-1,"
                                        + "\"request_rate\":\"100/s:200\"}");
        var after = admin().get(project.limits());

        assertThat(before.json().path("overrides").path("projects").isNull()).isTrue();
        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(after.json().path("overrides").path("projects").asInt()).isEqualTo(7);
        assertThat(after.json().path("overrides").path("database_bytes").asLong()).isEqualTo(-1);
        assertThat(after.json().path("in_force").path("projects").asInt()).isEqualTo(7);
        assertThat(after.json().path("in_force").path("database_bytes").isNull()).isTrue();
        assertThat(after.json().path("in_force").path("request_rate").asString())
                .isEqualTo("100/s:200");
        assertThat(actionsSince(log)).contains("admin_update_limits");
        assertThat(project.owner().get(project.limits()).status()).isEqualTo(403);
        assertThat(
                        admin().get(
                                        "/platform/admin/orgs/00000000-0000-0000-0000-000000000000/limits")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void bad_limits_are_refused_by_name() {
        var project = project();
        for (var bad :
                new String[] {
                    "{\"projects\":-2}",
                    "{\"connections\":0}",
                    "{\"database_bytes\":-5}",
                    "{\"request_rate\":\"fast\"}",
                    "{\"request_rate\":\"\"}"
                }) {
            var answer = admin().put(project.limits(), bad);
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.json().path("fields").isEmpty()).as(bad).isFalse();
        }
    }

    @Test
    void an_organisation_gets_no_more_projects_than_it_may_whoever_makes_them_at_once()
            throws Exception {
        var project = project();
        admin().put(project.limits(), "{\"projects\":2}");

        List<Callable<ApiClient.Answer>> attempts =
                Stream.of("a", "b", "c")
                        .map(name ->
                                (Callable<ApiClient.Answer>)
                                        () ->
                                                project.owner()
                                                        .post(
                                                                "/platform/projects",
                                                                "{\"name\":\"" + name + "\"}"))
                        .toList();
        List<ApiClient.Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    threads.invokeAll(attempts).stream()
                            .map(java.util.concurrent.Future::resultNow)
                            .toList();
        }

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 403)
                .hasSize(2)
                .allSatisfy(answer ->
                        assertThat(answer.text("code")).isEqualTo("project_limit_reached"));
    }

    @Test
    void the_rate_of_an_organisation_counts_all_of_its_projects() {
        var first = project();
        var second = first.owner().post("/platform/projects", "{\"name\":\"second\"}");
        admin().put(first.limits(), "{\"request_rate\":\"1/h:3\"}");

        var statuses =
                Stream.of(
                                first.anonKey(),
                                second.text("anon_key"),
                                second.text("service_role_key"),
                                first.anonKey())
                        .map(key -> guest().with("apikey", key).get("/rest/v1/nothing"))
                        .toList();

        assertThat(statuses.subList(0, 3)).allMatch(answer -> answer.status() == 404);
        assertThat(statuses.get(3).status()).isEqualTo(429);
        assertThat(Long.parseLong(statuses.get(3).header("Retry-After"))).isPositive();
    }
}
