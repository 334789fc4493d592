package dev.dupabase.rest.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestApi;
import dev.dupabase.testing.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/// Changes of the schema by others are seen by the next request, without any reload (DESIGN §4, in
/// place of contracts/rest.md S45 to S48).
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SchemaFreshnessTest {
    private RestApi api;

    @BeforeAll
    void start() {
        api = new RestApi("alter default privileges in schema public grant all on tables to anon");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void a_new_table_is_there_at_once() {
        assertThat(api.get("/fresh").statusCode()).isEqualTo(404);
        api.execute("create table fresh (id int primary key)");
        assertThat(api.get("/fresh").body()).isEqualTo("[]");
        api.execute("drop table fresh");
        assertThat(api.get("/fresh").body()).contains("PGRST205");
    }

    @Test
    void a_renamed_column_and_a_changed_type_are_seen_on_prepared_statements() {
        api.execute(
                "create table thing (id int primary key, a int); insert into thing values (1, 2)");
        for (int i = 0; i < 8; i++) {
            assertThat(api.get("/thing?id=eq.1").body()).isEqualTo("[{\"id\":1,\"a\":2}]");
        }
        api.execute("alter table thing rename a to b");
        assertThat(api.get("/thing?id=eq.1").body()).isEqualTo("[{\"id\":1,\"b\":2}]");
        api.execute("alter table thing alter b type text using 'text ' || b");
        assertThat(api.get("/thing?id=eq.1").body()).isEqualTo("[{\"id\":1,\"b\":\"text 2\"}]");
        assertThat(api.get("/thing?a=eq.1").statusCode()).isEqualTo(400);
    }

    @Test
    void a_new_foreign_key_can_be_embedded_at_once() {
        api.execute(
                "create table parent (id int primary key); create table child (id int, parent_id int)");
        assertThat(api.get("/child?select=parent(id)").body()).contains("PGRST200");
        api.execute("alter table child add foreign key (parent_id) references parent");
        assertThat(api.get("/child?select=parent(id)").body()).isEqualTo("[]");
    }

    @Test
    void a_replaced_function_returns_its_new_type() {
        api.execute("create function current() returns int language sql stable as 'select 1'");
        for (int i = 0; i < 8; i++) {
            assertThat(api.get("/rpc/current").body()).isEqualTo("1");
        }
        api.execute(
                "drop function current; create function current() returns table(x int) language sql stable as 'select 2'");
        assertThat(api.get("/rpc/current").body()).isEqualTo("[{\"x\":2}]");
    }

    @Test
    void a_change_that_is_not_committed_when_it_is_noticed_is_seen_when_it_is()
            throws SQLException {
        api.execute("create table slow (id int primary key)");
        assertThat(api.get("/slow").statusCode()).isEqualTo(200);
        try (var other = TestPostgres.connect(api.database());
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("create table later (id int primary key)");
            // The version has moved already, though nothing is to be seen yet.
            assertThat(api.get("/slow").statusCode()).isEqualTo(200);
            assertThat(api.get("/later").statusCode()).isEqualTo(404);
            other.commit();
        }
        assertThat(api.get("/later").statusCode()).isEqualTo(200);
    }

    @Test
    void an_insert_is_not_run_twice_when_the_schema_has_moved() {
        api.execute(
                "create table counted (id int primary key generated always as identity, note text);"
                        + "grant usage on all sequences in schema public to anon");
        assertThat(api.call("POST", "/counted", "{\"note\":\"one\"}").statusCode()).isEqualTo(201);
        api.execute("create table unrelated (id int)");
        assertThat(api.call("POST", "/counted", "{\"note\":\"two\"}").statusCode()).isEqualTo(201);
        assertThat(api.get("/counted?select=id").body()).isEqualTo("[{\"id\":1}, \n {\"id\":2}]");
    }

    @Test
    void readers_and_writers_under_load_meet_no_stale_plan() throws Exception {
        api.execute(
                "create table busy (id int primary key generated always as identity, a int default 0);"
                        + "grant usage on all sequences in schema public to anon;"
                        + "create function answer() returns int language sql stable as 'select 0'");
        var answers = new ConcurrentSkipListSet<String>();
        var done = new AtomicBoolean();
        var requests = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> load(answers, done, requests));
            }
            try {
                for (var change : changes()) {
                    api.execute(change);
                    awaitRequests(requests, requests.get() + 3);
                }
            } finally {
                // also if a change fails: the load would never end, and so neither this test
                done.set(true);
            }
        }
        assertThat(answers).allMatch(answer -> answer.startsWith("20"));
    }

    private static void awaitRequests(AtomicInteger requests, int count)
            throws InterruptedException {
        while (requests.get() < count) {
            Thread.sleep(1);
        }
    }

    private void load(ConcurrentSkipListSet<String> answers, AtomicBoolean done, AtomicInteger n) {
        while (!done.get()) {
            var read = api.get("/busy?order=id&limit=3");
            answers.add(read.statusCode() == 200 ? "200" : read.statusCode() + read.body());
            var called = api.get("/rpc/answer");
            answers.add(called.statusCode() == 200 ? "200" : called.statusCode() + called.body());
            var write = api.call("POST", "/busy", "{}", "Prefer", "return=representation");
            answers.add(write.statusCode() == 201 ? "201" : write.statusCode() + write.body());
            n.addAndGet(3);
        }
    }

    /// In one transaction, so that the function is never missing.
    private static String replaceAnswer(String type, String body) {
        return "drop function answer; create function answer() returns %s language sql stable as $$%s$$"
                .formatted(type, body);
    }

    private static List<String> changes() {
        var changes = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            changes.add("alter table busy add column c%d text default '7'".formatted(i));
            changes.add("alter table busy rename c%d to d%d".formatted(i, i));
            changes.add(
                    "alter table busy alter d%1$d drop default, alter d%1$d type int using d%1$d::int"
                            .formatted(i));
            changes.add(replaceAnswer("table(x text)", "select 'x'"));
            changes.add(replaceAnswer("int", "select 1"));
            changes.add(
                    "notify pgrst, 'reload schema'; notify pgrst, 'reload config'; notify pgrst");
        }
        return changes;
    }
}
