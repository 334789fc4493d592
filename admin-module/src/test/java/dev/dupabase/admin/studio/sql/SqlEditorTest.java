package dev.dupabase.admin.studio.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.admin.studio.StudioTest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlEditorTest extends StudioTest {
    @Test
    void a_script_answers_with_all_its_results() {
        var answer =
                sql(
                        """
                        create table todos (id bigint generated always as identity primary key, title text);
                        insert into todos (title) values ('milk'), ('bread; and butter') returning id;
                        select id, title, now() > '2020-01-01' as recent from todos order by id; -- all of them
                        update todos set title = upper(title);
                        """);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var json = answer.json();
        assertThat(json.path("columns").toString()).isEqualTo("[\"id\",\"title\",\"recent\"]");
        assertThat(json.path("column_types").toString())
                .isEqualTo("[\"bigint\",\"text\",\"boolean\"]");
        assertThat(json.path("rows").toString())
                .isEqualTo("[[1,\"milk\",true],[2,\"bread; and butter\",true]]");
        assertThat(json.path("row_count").intValue()).isEqualTo(2);
        assertThat(json.path("truncated").booleanValue()).isFalse();
        var results = json.path("results");
        assertThat(results.valueStream().map(r -> r.path("command").stringValue()).toList())
                .containsExactly("CREATE TABLE", "INSERT", "SELECT", "UPDATE");
        assertThat(results.path(1).path("affected").intValue()).isEqualTo(2);
        assertThat(results.path(3).path("affected").intValue()).isEqualTo(2);
    }

    @Test
    void a_failing_statement_undoes_the_script_and_is_told_whole() {
        var answer =
                sql(
                        """
                        create table once (id int primary key, ref text);
                        -- ä 😀
                        select reff from once;
                        """);
        assertThat(answer.status()).isEqualTo(400);
        var json = answer.json();
        assertThat(json.path("error").stringValue()).isEqualTo("column \"reff\" does not exist");
        assertThat(json.path("code").stringValue()).isEqualTo("sql_error");
        assertThat(json.path("sqlstate").stringValue()).isEqualTo("42703");
        assertThat(json.path("hint").stringValue()).contains("once.ref");
        assertThat(json.path("line").intValue()).isEqualTo(3);
        assertThat(json.path("statement").intValue()).isEqualTo(1);
        // in UTF-16 units from the beginning of the script
        assertThat(json.path("position").intValue())
                .isEqualTo(
                        "create table once (id int primary key, ref text);\n-- ä 😀\nselect "
                                        .length()
                                + 1);
        assertThat(cell("select to_regclass('once')")).isEqualTo("null");
    }

    @Test
    void a_script_may_begin_and_end_transactions_itself() {
        run("create table kept (id int)");
        var answer =
                sql(
                        "begin; insert into kept values (1); commit; insert into kept values (2); select 1/0");
        assertThat(answer.json().path("sqlstate").stringValue()).isEqualTo("22012");
        assertThat(cell("select count(*) from kept")).isEqualTo("2");

        var open = sql("begin; insert into kept values (3)");
        assertThat(open.json().path("rolled_back").booleanValue()).isTrue();
        assertThat(cell("select count(*) from kept")).isEqualTo("2");
        run("vacuum kept");
        run("create index concurrently kept_id on kept (id)");
    }

    @Test
    void a_long_result_is_cut_and_says_so() {
        var json = sql("select * from generate_series(1, 5000000) n").json();
        assertThat(json.path("rows").size()).isEqualTo(1000);
        assertThat(json.path("truncated").booleanValue()).isTrue();
        var wide = sql("select repeat('x', 1000000) from generate_series(1, 500)").json();
        assertThat(wide.path("rows").size()).isBetween(5, 20);
        assertThat(wide.path("truncated").booleanValue()).isTrue();
        assertThat(
                        sql(
                                        developer,
                                        Map.of(
                                                "query",
                                                "select 1 union all select 2",
                                                "max_rows",
                                                1))
                                .json()
                                .path("truncated")
                                .booleanValue())
                .isTrue();
    }

    // contracts/platform.md §9: read_only cannot be left by any means
    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into safe values (1)",
                "set transaction read write; insert into safe values (1)",
                "set transaction_read_only = off; insert into safe values (1)",
                "set default_transaction_read_only = off; insert into safe values (1)",
                "select set_config('transaction_read_only', 'off', false); insert into safe values (1)",
                "commit; insert into safe values (1)",
                "/* x */ commit; begin; insert into safe values (1); commit",
                "end; insert into safe values (1)",
                "rollback; insert into safe values (1)",
                "abort; insert into safe values (1)",
                "commit and chain; set transaction read write; insert into safe values (1)",
                "savepoint a; rollback to a; insert into safe values (1)",
                "prepare transaction 'x'",
                "do $$ begin commit; insert into safe values (1); end $$",
                "call leave()",
                "select wicked()",
                "with gone as (delete from safe returning 1) select * from gone",
                "explain analyze insert into safe values (1)",
                "copy safe from program 'echo 1'",
                "select nextval('counter')",
                "create temp table t as select 1; create table sneaky (id int)",
                "prepare p as insert into safe values (1); execute p",
                "reset role; set role none; insert into safe values (1)"
            })
    void what_is_read_only_writes_nothing(String script) {
        run(
                """
                create table if not exists safe (id int);
                create sequence if not exists counter;
                create or replace function wicked() returns int language plpgsql as
                    $$ begin perform set_config('transaction_read_only', 'off', true);
                       insert into safe values (2); return 1; end $$;
                create or replace procedure leave() language plpgsql as
                    $$ begin commit; set transaction read write; insert into safe values (3); commit; end $$
                """);
        var answer = sql(developer, Map.of("query", script, "read_only", true));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(cell("select count(*) from safe")).isEqualTo("0");
        assertThat(cell("select to_regclass('sneaky')")).isEqualTo("null");
    }

    @Test
    void what_is_read_only_reads() {
        var json =
                sql(
                                developer,
                                Map.of(
                                        "query",
                                        "select 1 as one; show server_version",
                                        "read_only",
                                        true))
                        .json();
        assertThat(json.path("results").size()).isEqualTo(2);
        assertThat(json.path("results").path(0).path("rows").toString()).isEqualTo("[[1]]");
    }

    // contracts/platform.md §20-1 and §20-20
    @Test
    void statements_run_as_the_projects_owner_and_leave_nothing_behind() {
        assertThat(cell("select current_user")).matches("p_[a-z]{20}_owner");
        assertThat(cell("select rolsuper from pg_roles where rolname = session_user"))
                .isEqualTo("false");
        run("set search_path = nowhere; set statement_timeout = 0; set role anon");
        assertThat(cell("show search_path")).contains("public");
        assertThat(cell("show statement_timeout")).isEqualTo("30s");
        assertThat(cell("select current_user")).matches("p_[a-z]{20}_owner");
        for (var escape :
                new String[] {
                    "set session authorization postgres",
                    "create extension file_fdw",
                    "copy (select 1) to program 'id'",
                    "select pg_ls_dir('.')",
                    "alter system set log_min_messages = 'debug1'",
                    "select * from pg_authid"
                }) {
            var answer = sql(escape);
            assertThat(answer.status()).as(escape).isEqualTo(400);
            assertThat(answer.text("sqlstate")).as(escape).isEqualTo("42501");
        }
    }

    @Test
    void developers_make_whatever_a_schema_needs() {
        run(
                """
                create type mood as enum ('sad', 'happy');
                create domain email as text check (value ~ '@');
                create table person (
                    id uuid primary key default gen_random_uuid(),
                    user_id uuid references auth.users (id) on delete cascade,
                    address email not null,
                    feels mood default 'happy',
                    upper_address text generated always as (upper(address)) stored);
                alter table person add column age int check (age > 0);
                create index on person (address);
                create view person_view as select id, feels from person;
                create materialized view person_count as select count(*) from person;
                create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
                create trigger touch before update on person for each row execute function touch();
                alter table person enable row level security;
                create policy own on person for select to authenticated using (user_id = auth.uid());
                create trigger on_user after insert on auth.users for each row execute function touch();
                comment on table person is 'somebody';
                create extension if not exists hstore with schema extensions;
                create schema app;
                create function app.add(a int, b int) returns int language sql
                    begin atomic; select case when true then a + b end; end;
                alter type mood add value 'so so';
                drop view person_view;
                drop table person cascade
                """);
        assertThat(cell("select app.add(3, 7)")).isEqualTo("10");
    }

    @Test
    void what_takes_too_long_is_ended_whatever_it_does_about_it() {
        long before = System.nanoTime();
        var answer =
                sql(
                        developer,
                        Map.of(
                                "query",
                                "set statement_timeout = 0; select pg_sleep(300)",
                                "timeout_ms",
                                300));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("sql_timeout");
        assertThat(answer.text("error")).contains("300 ms");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(120);
        assertThat(sql(developer, Map.of("query", "select 1", "timeout_ms", 600_001)).status())
                .isEqualTo(400);
    }

    @Test
    void a_running_query_is_cancelled_by_its_request_id() throws Exception {
        var running =
                Thread.ofVirtual()
                        .start(() -> {
                            var answer =
                                    sql(
                                            developer,
                                            Map.of(
                                                    "query",
                                                    "select pg_sleep(300)",
                                                    "request_id",
                                                    "mine-1"));
                            assertThat(answer.text("code")).isEqualTo("sql_cancelled");
                        });
        var other = member("developer");
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(1))
                .until(() -> count("select count(*) from platform.sql_runs") > 0);
        assertThat(sql(developer, Map.of("query", "select 1", "request_id", "mine-1")).status())
                .isEqualTo(409);
        assertThat(other.delete(base + "/sql/mine-1").status()).isEqualTo(404);
        assertThat(developer.delete(base + "/sql/unknown").status()).isEqualTo(404);
        assertThat(viewer.delete(base + "/sql/mine-1").status()).isEqualTo(403);
        assertThat(developer.delete(base + "/sql/mine-1").body())
                .isEqualTo("{\"status\":\"cancelled\"}");
        running.join(60_000);
        assertThat(running.isAlive()).isFalse();
        assertThat(count("select count(*) from platform.sql_runs")).isZero();
    }

    @Test
    void it_is_written_down_by_its_hash() {
        var since = auditPosition();
        sql("select 'a secret'");
        assertThat(actionsSince(since)).containsExactly("execute_sql");
        var metadata =
                platform.sql(
                                "select metadata::text from platform.audit_log order by id desc limit 1")
                        .query(String.class)
                        .single();
        assertThat(metadata).contains("\"sha256\": \"").doesNotContain("a secret");
        since = auditPosition();
        assertThat(sql("select 1/0").status()).isEqualTo(400);
        assertThat(actionsSince(since)).containsExactly("execute_sql");
    }

    @Test
    void notices_and_plans_are_told() {
        var json =
                sql("do $$ begin raise notice 'so far: %', 7; raise warning 'oh' using hint = 'hm'; end $$")
                        .json();
        assertThat(
                        json.path("notices")
                                .valueStream()
                                .map(n -> n.path("message").stringValue())
                                .toList())
                .containsExactly("so far: 7", "oh");
        assertThat(json.path("notices").path(1).path("hint").stringValue()).isEqualTo("hm");

        run("create table counted (id int); insert into counted select generate_series(1, 10)");
        var plan =
                sql(developer, Map.of("query", "delete from counted", "explain", "analyze")).json();
        assertThat(plan.path("plan").path(0).path("Plan").path("Node Type").stringValue())
                .isEqualTo("ModifyTable");
        assertThat(plan.path("plan").path(0).path("Execution Time").isNumber()).isTrue();
        assertThat(plan.path("rolled_back").booleanValue()).isTrue();
        assertThat(cell("select count(*) from counted")).isEqualTo("10");
        var wrong = sql(developer, Map.of("query", "select x from counted", "explain", "plan"));
        assertThat(wrong.json().path("position").intValue()).isEqualTo(8);
    }

    @Test
    void a_statement_is_tried_in_somebodys_name() {
        run(
                """
                create table note (owner uuid, body text);
                alter table note enable row level security;
                create policy own on note to authenticated using (owner = auth.uid()) with check (owner = auth.uid());
                insert into note values ('00000000-0000-0000-0000-000000000001', 'hers'),
                    ('00000000-0000-0000-0000-000000000002', 'his')
                """);
        var her =
                Map.of(
                        "role",
                        "authenticated",
                        "claims",
                        Map.of("sub", "00000000-0000-0000-0000-000000000001"));
        var seen = sql(developer, Map.of("query", "select body from note", "as", her)).json();
        assertThat(seen.path("rows").toString()).isEqualTo("[[\"hers\"]]");
        assertThat(
                        sql(
                                        developer,
                                        Map.of(
                                                "query",
                                                "select body from note",
                                                "as",
                                                Map.of("role", "anon")))
                                .json()
                                .path("rows")
                                .size())
                .isZero();
        assertThat(
                        sql(
                                        developer,
                                        Map.of(
                                                "query",
                                                "insert into note values ('00000000-0000-0000-0000-000000000002', 'x')",
                                                "as",
                                                her))
                                .text("sqlstate"))
                .isEqualTo("42501");
        var deleted = sql(developer, Map.of("query", "delete from note returning body", "as", her));
        assertThat(deleted.json().path("rows").toString()).isEqualTo("[[\"hers\"]]");
        assertThat(cell("select count(*) from note")).as("rolled back").isEqualTo("2");
        var lasting = new java.util.HashMap<String, Object>(her);
        lasting.put("commit", true);
        sql(developer, Map.of("query", "delete from note", "as", lasting));
        assertThat(cell("select count(*) from note")).isEqualTo("1");
        assertThat(
                        sql(
                                        developer,
                                        Map.of(
                                                "query",
                                                "select 1",
                                                "as",
                                                Map.of("role", "postgres")))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void values_come_as_they_are() {
        var body =
                sql("""
                select 9007199254740992::int8, 9007199254740993::int8, 1.10::numeric(5,2),
                    12345678901234567.89::numeric, 'NaN'::float8, 0.1::float4, true, null,
                    '\\xdeadbeef'::bytea, '{"a": 12345678901234567890}'::jsonb, array[1, null, 3],
                    '[1,5)'::int4range, '2024-02-29 12:00:00+02'::timestamptz at time zone 'utc',
                    'infinity'::timestamptz, '00000000-0000-0000-0000-000000000001'::uuid
                """)
                        .body();
        assertThat(body)
                .contains(
                        "\"rows\":[[9007199254740992,\"9007199254740993\",1.10,\"12345678901234567.89\",\"NaN\",0.1,true,null,"
                                + "\"\\\\xdeadbeef\",\"{\\\"a\\\": 12345678901234567890}\",\"{1,NULL,3}\",\"[1,5)\","
                                + "\"2024-02-29 10:00:00\",\"infinity\",\"00000000-0000-0000-0000-000000000001\"]]");
    }

    @Test
    void viewers_run_nothing_and_strangers_know_nothing() {
        assertThat(sql(viewer, Map.of("query", "select 1")).status()).isEqualTo(403);
        assertThat(sql(register(newEmail()), Map.of("query", "select 1")).status()).isEqualTo(404);
        assertThat(sql(guest(), Map.of("query", "select 1")).status()).isEqualTo(401);
        assertThat(sql("  ; -- nothing").status()).isEqualTo(400);
        assertThat(sql("").json().path("fields").has("query")).isTrue();
        ann.post(base + "/pause", "");
        assertThat(sql("select 1").status()).isEqualTo(409);
        ann.post(base + "/resume", "");
        assertThat(sql("select 1").status()).isEqualTo(200);
    }
}
