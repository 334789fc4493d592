package dev.dupabase.rest.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestApi;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// `ext_cost_limits`: what PostgreSQL expects to cost too much for a role does not run.
@TestInstance(Lifecycle.PER_CLASS)
class CostLimitsTest {
    private static final String SCHEMA =
            """
            create table big (id int primary key, kind int not null, body text not null);
            insert into big select i, i % 10, repeat('x', 100) from generate_series(1, 20000) i;
            create table part (id int primary key, big_id int not null references big);
            insert into part select i, i from generate_series(1, 20000) i;
            create table seen (n int);
            create table hidden (id int primary key);
            create function all_of_big() returns setof big language sql stable as 'select * from big';
            create function costly() returns int language sql volatile cost 1000000
                as 'insert into seen values (1) returning n';
            create function note_request() returns void language plpgsql as $$
            begin
                if current_setting('transaction_read_only') = 'off' then
                    insert into seen values (0);
                end if;
            end $$;
            grant all on big, part, seen to anon, authenticated;
            analyze;
            """;

    private static final String POINT = "/big?select=kind&id=eq.";

    private RestApi api;

    @BeforeAll
    void start() {
        api = new RestApi(SCHEMA);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @BeforeEach
    void limit() {
        api.settings("{\"ext_cost_limits\":{\"anon\":300},\"db_plan_enabled\":true}");
    }

    @Test
    void a_read_of_everything_is_refused_with_cost_limit_and_what_helps() {
        var refused = api.get("/big");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body().replaceAll("cost \\d+;", "cost N;"))
                .isEqualTo(
                        "{\"code\":\"DUP100\",\"details\":\"The database expects it to cost N; the"
                                + " limit is 300.\",\"hint\":\"Filter by columns that have an index,"
                                + " order by them, ask for fewer rows by 'limit', embed less, and"
                                + " count by 'planned' instead of 'exact'.\",\"message\":\"This"
                                + " request is too expensive for the role 'anon'\"}");
        assertThat(refused.headers().firstValue("Proxy-Status"))
                .hasValue("PostgREST; error=DUP100");
    }

    @Test
    void other_roles_and_projects_without_limits_may_spend_what_they_like() {
        assertThat(api.get("/big?select=id", RestApi.as("authenticated", "")).statusCode())
                .isEqualTo(200);
        api.settings("{}");
        assertThat(api.get("/big?select=id").statusCode()).isEqualTo(200);
    }

    @Test
    void limits_and_indexed_filters_make_it_cheap_and_an_exact_count_expensive() {
        assertThat(api.get("/big?limit=5").statusCode()).isEqualTo(200);
        assertThat(api.get(POINT + 3).statusCode()).isEqualTo(200);
        assertThat(api.get("/big?limit=5", "Prefer", "count=planned").statusCode()).isEqualTo(206);
        assertThat(code(api.get("/big?limit=5", "Prefer", "count=exact"))).isEqualTo("DUP100");
        assertThat(code(api.get("/big?select=id,part(id)&limit=1"))).isEqualTo("DUP100");
    }

    @Test
    void a_cheap_value_does_not_open_the_door_to_an_expensive_one() {
        for (int i = 0; i < 3; i++) {
            assertThat(api.get("/big?select=id,body&id=gt.19990").statusCode()).isEqualTo(200);
            assertThat(code(api.get("/big?select=id,body&id=gt.1"))).isEqualTo("DUP100");
        }
    }

    @Test
    void the_cost_of_a_row_by_its_key_is_asked_for_once() {
        api.get("/big?select=id&id=eq.1");
        for (int i = 2; i < 6; i++) {
            api.wire().take();
            assertThat(api.get("/big?select=id&id=eq." + i).statusCode()).isEqualTo(200);
            assertThat(api.wire().take()).hasSize(1);
        }
    }

    @Test
    void the_same_values_are_asked_about_once_and_others_each_time() {
        api.get("/big?select=id&id=gt.19999");
        api.wire().take();
        api.get("/big?select=id&id=gt.19999");
        assertThat(api.wire().take()).hasSize(1);
        api.get("/big?select=id&id=gt.19998");
        assertThat(api.wire().take()).hasSize(2);
    }

    @Test
    void writes_are_refused_before_they_change_anything() {
        var update = api.call("PATCH", "/big?kind=eq.3", "{\"body\":\"gone\"}");
        var delete = api.call("DELETE", "/big?kind=eq.3", null);

        assertThat(code(update)).isEqualTo("DUP100");
        assertThat(code(delete)).isEqualTo("DUP100");
        assertThat(api.get("/big?select=body&id=eq.3").body()).contains("xxx");
        assertThat(api.call("PATCH", "/big?id=eq.4", "{\"body\":\"new\"}").statusCode())
                .isEqualTo(204);
        assertThat(
                        api.call("POST", "/big", "{\"id\":30000,\"kind\":1,\"body\":\"b\"}")
                                .statusCode())
                .isEqualTo(201);
    }

    @Test
    void functions_count_by_what_shows_in_their_plan() {
        assertThat(code(api.get("/rpc/all_of_big"))).isEqualTo("DUP100");
        assertThat(api.get("/rpc/all_of_big?id=eq.7").statusCode()).isEqualTo(200);
        assertThat(code(api.call("POST", "/rpc/costly", "{}"))).isEqualTo("DUP100");
        assertThat(api.get("/seen?n=eq.1").body()).isEqualTo("[]");
    }

    @Test
    void a_plan_is_shown_but_not_run_with_analyze() {
        assertThat(api.get("/big", "Accept", "application/vnd.pgrst.plan").statusCode())
                .isEqualTo(200);
        assertThat(code(api.get("/big", "Accept", "application/vnd.pgrst.plan; options=analyze")))
                .isEqualTo("DUP100");
    }

    @Test
    void what_runs_before_each_request_leaves_one_trace_of_it() {
        api.settings("{\"ext_cost_limits\":{\"anon\":300},\"db_pre_request\":\"note_request\"}");

        assertThat(api.call("PATCH", "/big?id=eq.5", "{\"kind\":1}").statusCode()).isEqualTo(204);
        assertThat(code(api.call("PATCH", "/big?kind=eq.1", "{\"kind\":1}"))).isEqualTo("DUP100");

        api.settings("{}");
        assertThat(api.get("/seen?n=eq.0").body()).isEqualTo("[{\"n\":0}]");
    }

    @Test
    void missing_rights_are_told_as_ever() {
        var refused = api.get("/hidden");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(code(refused)).isEqualTo("42501");
    }

    @Test
    void operators_see_how_many_were_asked_and_refused() {
        var registry = api.bean(MeterRegistry.class);
        var before = registry.get("dupabase.rest.cost.refusals").counter().count();
        api.get("/big");

        assertThat(registry.get("dupabase.rest.cost.refusals").counter().count())
                .isEqualTo(before + 1);
        assertThat(registry.get("dupabase.rest.cost.estimates").counter().count()).isPositive();
    }

    private static String code(HttpResponse<String> response) {
        return response.body().replaceAll("(?s).*\"code\":\"([^\"]*)\".*", "$1");
    }
}
