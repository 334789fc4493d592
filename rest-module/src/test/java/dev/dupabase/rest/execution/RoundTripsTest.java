package dev.dupabase.rest.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Counts what the driver really sends. A round trip that has more than one Sync would be more than
/// one transaction, and the caller's role would be gone in the second. (contracts/rest.md X17,
/// DESIGN §4)
@TestInstance(Lifecycle.PER_CLASS)
class RoundTripsTest {
    /// Nobody looks for settings in the database, which is a trip of its own once a second.
    private static final String QUIET = "{\"db_config\":false}";

    private static final String SCHEMA =
            """
            create table todo (id int primary key, title text not null, done bool default false);
            insert into todo select i, 'todo ' || i, false from generate_series(1, 50) i;
            create table item (id int primary key, todo_id int references todo, note text);
            insert into item select i, i, 'item ' || i from generate_series(1, 50) i;
            grant all on todo, item to anon;
            create function check_request() returns void language sql as 'select';
            grant execute on function check_request to anon;
            create function todos(n int) returns setof todo language sql volatile as 'select * from todo where id <= n';
            create function twice(n int) returns int language sql as 'select n * 2';
            analyze;
            """;

    private RestApi api;

    @BeforeAll
    void start() {
        api = new RestApi(SCHEMA);
        api.settings(QUIET);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void a_read_is_one_round_trip_each_time() {
        warmUp("/todo?id=eq.1");
        for (int id = 1; id < 12; id++) {
            assertThat(api.get("/todo?id=eq." + id).body()).contains("todo " + id);
            assertThat(api.wire().take()).singleElement().asString().matches("[PBDE]+S");
        }
    }

    @Test
    void once_prepared_a_read_sends_two_binds_two_executes_and_one_sync() {
        for (int i = 0; i < 12; i++) {
            api.get("/todo?select=title&id=eq." + i);
        }
        api.wire().take();
        api.get("/todo?select=title&id=eq.7");
        assertThat(api.wire().take()).containsExactly("BEBES");
    }

    @Test
    void embedding_counting_and_estimating_are_still_one_round_trip() {
        var path = "/todo?select=title,item(note)&limit=3";
        warmUp(path);
        for (var count : new String[] {"exact", "planned", "estimated"}) {
            for (int i = 0; i < 4; i++) {
                var response = api.get(path, "Prefer", "count=" + count);
                assertThat(response.headers().firstValue("Content-Range")).hasValue("0-2/50");
                assertThat(api.wire().take()).hasSize(1);
            }
        }
    }

    @Test
    void a_function_before_each_request_costs_no_round_trip() {
        api.settings("{\"db_pre_request\":\"check_request\",\"db_config\":false}");
        warmUp("/todo?id=eq.3");
        for (int i = 0; i < 4; i++) {
            api.get("/todo?id=eq.3");
            assertThat(api.wire().take()).hasSize(1);
        }
        api.settings(QUIET);
    }

    @Test
    void a_write_is_two_round_trips() {
        warmUp("/todo?id=eq.1");
        for (int id = 100; id < 105; id++) {
            api.wire().take();
            var response =
                    api.call(
                            "POST",
                            "/todo",
                            "{\"id\":%d,\"title\":\"new\"}".formatted(id),
                            "Prefer",
                            "return=representation");
            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(api.wire().take()).hasSize(2);
        }
    }

    @Test
    void a_refused_write_is_undone_in_the_second_round_trip() {
        warmUp("/todo?id=eq.1");
        var response = api.call("POST", "/todo", "{\"id\":1,\"title\":\"again\"}");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(api.wire().take()).hasSize(2);
    }

    @Test
    void a_call_that_only_reads_is_one_round_trip() {
        warmUp("/rpc/twice?n=1");
        for (int n = 1; n < 6; n++) {
            api.wire().take();
            assertThat(api.get("/rpc/twice?n=" + n).body()).isEqualTo(Integer.toString(2 * n));
        }
        assertThat(api.wire().take()).hasSize(1);
    }

    @Test
    void rows_without_a_limit_are_one_round_trip_while_they_are_few() {
        for (var path : new String[] {"/todo", "/todo?title=like.todo*&order=id"}) {
            warmUp(path);
            for (int i = 0; i < 4; i++) {
                assertThat(api.get(path).body()).contains("todo 50");
                assertThat(api.wire().take()).singleElement().asString().matches("[PBDE]+S");
            }
        }
    }

    @Test
    void rows_of_a_volatile_function_are_two_round_trips_while_they_are_few() {
        warmUp("/todo?id=eq.1");
        for (int i = 0; i < 5; i++) {
            api.wire().take();
            assertThat(api.call("POST", "/rpc/todos", "{\"n\":3}").body()).contains("todo 3");
        }
        assertThat(api.wire().take()).hasSize(2);
    }

    private void warmUp(String path) {
        api.get(path);
        api.wire().take();
    }
}
