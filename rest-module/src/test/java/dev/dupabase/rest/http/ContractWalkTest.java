package dev.dupabase.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.rest.testserver.ServedSchema;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements of contracts/rest.md that the conformance cases at hand leave out.
class ContractWalkTest {
    private static final String SCHEMA =
            """
            create domain public.color as integer check (value between 0 and 16777215);
            create function public.color_json(c color) returns json language sql immutable as
              $$ select case when c is null then 'null' else to_json('#' || lpad(to_hex(c), 6, '0')) end $$;
            create function public.color_of_json(j json) returns color language sql immutable as
              $$ select ('x' || lpad(substring(j #>> '{}' from 2), 8, '0'))::bit(32)::int::color $$;
            create function public.color_of_text(t text) returns color language sql immutable as
              $$ select ('x' || lpad(ltrim(t, '#'), 8, '0'))::bit(32)::int::color $$;
            create cast (color as json) with function color_json(color) as implicit;
            create cast (json as color) with function color_of_json(json) as implicit;
            create cast (text as color) with function color_of_text(text) as implicit;
            create table public.paint (id int primary key, name text, tint color);
            insert into paint values (1, 'red', 16711680), (2, 'blue', 255), (3, 'none', null);
            create view public.paint_view as select id, tint as shade from paint;

            create table public."موارد" ("هویت" bigint primary key, "first name" text);
            create table public.moment (id int primary key, at timestamptz);
            insert into moment values (1, '2020-01-01 00:00:00+00');
            create table public.unique_later (id int primary key, n int,
              unique (n) deferrable initially deferred);
            insert into unique_later values (1, 1);
            create table public.big (id bigint primary key, amount numeric, doc json);
            create table public.gen (id int generated always as identity, twice int generated always as (2) stored, a int);
            create table public.parted (id int, region text, primary key (id, region)) partition by list (region);
            create table public.parted_eu partition of parted for values in ('eu');

            create function public.slow() returns text language sql stable set statement_timeout = '200ms'
              as $$ select pg_sleep(10)::text $$;
            create function public.timeout() returns text language sql stable set statement_timeout = '7s'
              as $$ select current_setting('statement_timeout') $$;
            create function public.writes() returns int language plpgsql as
              $$ begin insert into paint values (99, 'x', null); return 1; end $$;
            create function public.root() returns json language sql stable as $$ select '{"root":true}'::json $$;
            create function public.teapot() returns void language plpgsql as
              $$ begin raise sqlstate 'PT418' using message = 'I am a teapot', detail = 'short', hint = 'stout'; end $$;
            create function public.raise_json(m text, d text) returns void language plpgsql as
              $$ begin raise sqlstate 'PGRST' using message = m, detail = d; end $$;
            create function public.set_status(s text) returns int language sql as
              $$ select 1 from (select set_config('response.status', s, true)) x $$;
            create function public.bad_headers() returns int language sql as
              $$ select 1 from (select set_config('response.headers', '{"a":"b"}', true)) x $$;
            create function public.sum_all(variadic v int[]) returns int language sql immutable as
              $$ select sum(x)::int from unnest(v) x $$;
            create function public.over(a int) returns text language sql as $$ select 'int' $$;
            create function public.over(a text) returns text language sql as $$ select 'text' $$;
            create function public.echo(json) returns json language sql as $$ select $1 $$;
            create function public.guard() returns void language plpgsql as
              $$ begin
                if current_setting('request.headers')::json->>'x-block' is not null then
                  raise sqlstate 'PT403' using message = 'blocked'; end if;
                if current_setting('request.headers')::json->>'x-become' is not null then
                  set local role authenticated; end if;
              end $$;
            create function public.me() returns text language sql stable as 'select current_user::text';
            create function public.cookie() returns json language sql stable as
              $$ select json_build_object('c', current_setting('request.cookies')::json->>'a',
                'h', current_setting('request.headers')::json->>'x-some', 'm', current_setting('request.method'),
                's', current_setting('app.settings.mine', true)) $$;
            grant usage on schema public to anon, authenticated, service_role;
            grant all on all tables in schema public to anon, authenticated;
            """;

    @RegisterExtension static final ServedSchema server = ServedSchema.sql(SCHEMA).committing();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // domain representations (§5.9)
                "/paint?id=eq.1 | [{\"id\":1,\"name\":\"red\",\"tint\":\"#ff0000\"}]",
                "/paint?select=tint&tint=eq.%230000ff | [{\"tint\":\"#0000ff\"}]",
                "/paint?select=id&tint=in.(%230000ff,%23ff0000)&order=id.desc | [{\"id\":2}, \\n {\"id\":1}]",
                "/paint?select=id&or=(tint.eq.%23ff0000,id.eq.3)&order=id | [{\"id\":1}, \\n {\"id\":3}]",
                "/paint_view?select=shade&shade=eq.%23ff0000 | [{\"shade\":\"#ff0000\"}]",
                "/paint?select=t:tint::text&id=eq.1 | [{\"t\":\"\\\"#ff0000\\\"\"}]",
                // reading
                "/paint?select=id,id&id=eq.1 | [{\"id\":1,\"id\":1}]",
                "/paint?id=in.(%22%22) | []",
                "/paint?id=not.in.()&select=id&limit=1&order=id | [{\"id\":1}]",
                "/paint?select=id&tint=is.NULL | [{\"id\":3}]",
                "/paint?select=id&id=gt.1;id=lt.3 | [{\"id\":2}]",
                "/paint?select=count | [{\"count\":3}]",
                // functions
                "/rpc/sum_all?v=1&v=2&v=39 | 42",
                "/rpc/timeout | \"7s\"",
                "/parted | []"
            })
    void these_are_answered(String path, String body) {
        var response = server.get(path);

        assertThat(response.body()).isEqualTo(body.replace("\\n", "\n"));
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GET | /paint/ | | 404 | PGRST125",
                "GET | /a/b | | 404 | PGRST125",
                "GET | /rpc/a/b | | 404 | PGRST125",
                "DELETE | / | | 405 | PGRST117",
                "PUT | /rpc/me | {} | 405 | PGRST101",
                "GET | /paint?id=0 | | 400 | PGRST100",
                "GET | /paint?name=like | | 400 | PGRST100",
                "GET | /paint?id=like.4* | | 404 | 42883",
                "GET | /paint?limit=-1 | | 416 | PGRST103",
                "GET | /paint?nope=eq.1 | | 400 | 42703",
                "GET | /paint?x.id=eq.1 | | 400 | PGRST108",
                "GET | /paint?select=id.sum() | | 400 | PGRST123",
                "GET | /paint?id=eq.x | | 400 | 22P02",
                "GET | /paints | | 404 | PGRST205",
                "GET | /parted_eu | | 404 | PGRST205",
                "GET | /rpc/writes | | 405 | 25006",
                "GET | /rpc/nope | | 404 | PGRST202",
                "GET | /rpc/over?a=1 | | 300 | PGRST203",
                "GET | /rpc/teapot | | 418 | PT418",
                "GET | /rpc/slow | | 500 | 57014",
                "POST | /rpc/bad_headers | {} | 500 | PGRST111",
                "POST | /rpc/set_status | {\"s\":\"x\"} | 500 | PGRST112",
                "POST | /rpc/raise_json | {\"m\":\"no\",\"d\":\"{}\"} | 500 | PGRST121",
                "POST | /paint | {\"nope\":1} | 400 | PGRST204",
                "POST | /paint | [{\"id\":5},{\"name\":\"x\"}] | 400 | PGRST102",
                "POST | /paint | nonsense | 400 | PGRST102",
                "POST | /paint | {\"id\":1} | 409 | 23505",
                "POST | /gen | {\"id\":1} | 400 | 428C9",
                "PUT | /paint?id=eq.1&limit=1 | {\"id\":1} | 400 | PGRST114",
                "PUT | /paint?id=eq.1 | {\"id\":2} | 400 | PGRST115",
                "PUT | /paint?name=eq.1 | {\"id\":2} | 405 | PGRST105",
                "PUT | /paint?id=gt.1 | {\"id\":2} | 405 | PGRST105"
            })
    void these_are_refused(String method, String path, String body, int status, String code) {
        var response =
                server.send(
                        method, path, body == null ? "" : body, "Content-Type", "application/json");

        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(status);
        assertHeader(response, "Proxy-Status", "PostgREST; error=" + code);
        assertThat(response.headers().firstValue("Vary")).isEmpty();
    }

    @Test
    void representations_are_read_from_json_when_written() {
        var row = "{\"id\":10,\"name\":\"g\",\"tint\":\"#00ff00\"}";
        var inserted = send("POST", "/paint", row, "Prefer", "return=representation");
        var updated =
                send(
                        "PATCH",
                        "/paint?tint=eq.%2300ff00&select=tint",
                        "{\"tint\":\"#00ff01\"}",
                        "Prefer",
                        "return=representation");
        send("DELETE", "/paint?id=eq.10", "");

        assertThat(inserted.body()).isEqualTo("[" + row + "]");
        assertThat(updated.body()).isEqualTo("[{\"tint\":\"#00ff01\"}]");
    }

    @Test
    void names_may_be_of_any_script() {
        var path = "/%D9%85%D9%88%D8%A7%D8%B1%D8%AF";
        var row = "{\"هویت\":1,\"first name\":\"x\"}";
        var inserted = send("POST", path, row, "Prefer", "return=headers-only");
        var read = server.get(path + "?select=first%20name&%D9%87%D9%88%DB%8C%D8%AA=eq.1");

        assertHeader(inserted, "Location", path + "?%D9%87%D9%88%DB%8C%D8%AA=eq.1");
        assertHeader(inserted, "Content-Length", "0");
        assertThat(read.body()).isEqualTo("[{\"first name\":\"x\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "America/New_York | 2019-12-31T19:00:00-05:00",
                "+05:30 | 2019-12-31T18:30:00-05:30",
                "UTC | 2020-01-01T00:00:00+00:00"
            })
    void the_client_says_its_time_zone(String zone, String shown) {
        var response = server.get("/moment?select=at", "Prefer", "timezone=" + zone);

        assertThat(response.body()).isEqualTo("[{\"at\":\"" + shown + "\"}]");
        assertHeader(response, "Preference-Applied", "timezone=" + zone);
    }

    @Test
    void a_bad_time_zone_is_refused_by_postgresql() {
        var response =
                server.get("/moment", "Prefer", "handling=lenient, timezone=Jupiter/Red_Spot");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"22023\"");
    }

    @Test
    void a_dry_run_lets_deferred_constraints_speak_and_leaves_nothing() {
        server.set(Map.of("db_tx_end", "commit-allow-override"));
        var fine =
                send(
                        "POST",
                        "/unique_later",
                        "{\"id\":2,\"n\":2}",
                        "Prefer",
                        "tx=rollback,return=representation");
        var bad = send("POST", "/unique_later", "{\"id\":3,\"n\":1}", "Prefer", "tx=rollback");
        var atCommit = send("POST", "/unique_later", "{\"id\":3,\"n\":1}");

        assertThat(fine.statusCode()).isEqualTo(201);
        assertHeader(fine, "Preference-Applied", "return=representation, tx=rollback");
        assertThat(bad.statusCode()).isEqualTo(409);
        assertThat(atCommit.statusCode()).isEqualTo(409);
        assertThat(server.get("/unique_later?select=id").body()).isEqualTo("[{\"id\":1}]");
    }

    @Test
    void numbers_keep_every_digit() {
        var row =
                "{\"id\":9223372036854775807,\"amount\":0.12345678901234567890123456789,\"doc\":{\"b\": 1, \"a\":1.10}}";
        var response = send("POST", "/big", row, "Prefer", "return=representation");

        assertThat(response.body()).isEqualTo("[" + row + "]");
    }

    @Test
    void a_function_may_be_the_root() {
        server.set(Map.of("db_root_spec", "root"));

        assertThat(server.get("/").body()).isEqualTo("{\"root\":true}");
        assertThat(send("DELETE", "/", "").body()).contains("PGRST101");
    }

    @Test
    void a_function_before_each_request_may_refuse_it_or_change_the_role() {
        server.set(Map.of("db_pre_request", "public.guard"));

        var blocked = server.get("/paint", "X-Block", "1");
        assertThat(blocked.statusCode()).isEqualTo(403);
        assertThat(blocked.body()).contains("blocked");
        assertThat(server.get("/rpc/me", "X-Become", "1").body()).isEqualTo("\"authenticated\"");
        assertThat(server.get("/rpc/me").body()).isEqualTo("\"anon\"");
    }

    @Test
    void sql_sees_cookies_headers_method_and_settings() {
        server.set(Map.of("app_settings", Map.of("mine", "yes")));

        assertThat(server.get("/rpc/cookie", "Cookie", "a=1; b=2", "X-Some", "v").body())
                .isEqualTo("{\"c\" : \"1\", \"h\" : \"v\", \"m\" : \"GET\", \"s\" : \"yes\"}");
    }

    @Test
    void a_secret_may_be_given_in_base64() {
        var secret = "reallyreallyreallyreallyverysafe";
        server.set(
                Map.of(
                        "jwt_secret",
                        Base64.getEncoder()
                                .encodeToString(
                                        secret.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        "jwt_secret_is_base64",
                        true));
        var token = RestServer.token(Map.of("role", "authenticated"));

        assertThat(server.get("/rpc/me", "Authorization", "Bearer " + token).body())
                .isEqualTo("\"authenticated\"");
    }

    @Test
    void sql_raises_a_whole_response() {
        var response =
                send(
                        "POST",
                        "/rpc/raise_json",
                        "{\"m\":\"{\\\"code\\\":\\\"123\\\",\\\"message\\\":\\\"abc\\\"}\",\"d\":\"{\\\"status\\\":332,\\\"headers\\\":{\\\"X-H\\\":\\\"str\\\"}}\"}");

        assertThat(response.statusCode()).isEqualTo(332);
        assertThat(response.body())
                .isEqualTo("{\"code\":\"123\",\"details\":null,\"hint\":null,\"message\":\"abc\"}");
        assertHeader(response, "X-H", "str");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"a\":1},{\"a\":2}]", "[]", "{\"a\": {\"b\": [7]}}"})
    void a_function_of_one_nameless_parameter_gets_the_whole_body(String body) {
        assertThat(send("POST", "/rpc/echo", body).body()).isEqualTo(body);
    }

    @Test
    void an_empty_table_as_csv_is_a_line_end() {
        assertThat(server.get("/parted", "Accept", "text/csv").body()).isEqualTo("\n");
        assertThat(server.get("/paint?select=id,name&id=eq.1", "Accept", "text/csv").body())
                .isEqualTo("id,name\n1,red");
    }

    @Test
    void ranges_and_counts() {
        range("/paint?limit=2", "count=exact", 206, "0-1/3");
        range("/paint?offset=3", "count=exact", 206, "*/3");
        range("/paint?offset=4", "count=exact", 416, "*/3");
        range("/paint?limit=0", "count=exact", 206, "*/3");
        range("/paint?limit=0", "return=minimal", 200, "*/*");
        range("/parted", "count=exact", 200, "*/0");
    }

    private static void range(String path, String prefer, int status, String range) {
        var response = server.get(path, "Prefer", prefer);
        assertThat(response.statusCode()).as(path).isEqualTo(status);
        assertHeader(response, "Content-Range", range);
    }

    private static HttpResponse<String> send(
            String method, String path, String body, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        return server.send(method, path, body, all);
    }

    private static void assertHeader(HttpResponse<?> response, String name, String value) {
        assertThat(response.headers().firstValue(name)).as(name).hasValue(value);
    }
}
