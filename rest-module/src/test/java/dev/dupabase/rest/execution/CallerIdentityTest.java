package dev.dupabase.rest.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.database.CallerSettings.Setting;
import dev.dupabase.rest.testserver.RestApi;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/// Who the caller is decides the platform, and no statement of a project changes it for others.
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class CallerIdentityTest {
    private static final String SCHEMA =
            """
            create table note (owner text, body text);
            insert into note values ('ann', 'hers'), ('bob', 'his');
            alter table note enable row level security;
            create policy own on note to authenticated
              using (owner = current_setting('request.jwt.claims')::json->>'sub');
            grant select on note to anon, authenticated, service_role;
            create function whoami() returns text language sql stable
              as $$ select current_user || ' ' || coalesce(current_setting('request.jwt.claims')::json->>'sub', '-') $$;
            create function run(statement text) returns text language plpgsql
              as $$ begin execute statement; return current_user; end $$;
            create function leak() returns void language sql
              as $$ select set_config('request.jwt.claims', '{"sub":"bob"}', false);
                    select set_config('response.headers', '[{"X-Leaked":"yes"}]', false) $$;
            create function limited() returns text language sql stable
              set statement_timeout = '7s' set role = 'service_role'
              as $$ select current_setting('statement_timeout') $$;
            """;

    private RestApi api;

    @BeforeAll
    void start() {
        api = new RestApi(SCHEMA);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void policies_see_the_claims_of_the_request_and_of_no_other() {
        for (int i = 0; i < 6; i++) {
            assertThat(
                            api.get(
                                            "/note?select=body",
                                            RestApi.as("authenticated", "\"sub\":\"ann\""))
                                    .body())
                    .isEqualTo("[{\"body\":\"hers\"}]");
            assertThat(
                            api.get(
                                            "/note?select=body",
                                            RestApi.as("authenticated", "\"sub\":\"bob\""))
                                    .body())
                    .isEqualTo("[{\"body\":\"his\"}]");
            assertThat(api.get("/note?select=body").body()).isEqualTo("[]");
            assertThat(api.get("/rpc/whoami").body()).isEqualTo("\"anon -\"");
        }
    }

    @Test
    void dynamic_sql_of_an_anonymous_caller_does_not_reach_the_service_role() {
        for (var statement :
                new String[] {
                    "set role service_role",
                    "reset role; set role service_role",
                    "set local role service_role",
                    "select set_config('role', 'service_role', true)",
                    "set session authorization postgres"
                }) {
            var response =
                    api.call("POST", "/rpc/run", "{\"statement\":\"%s\"}".formatted(statement));
            assertThat(response.statusCode()).as(statement).isEqualTo(401);
            assertThat(response.body()).contains("42501");
        }
    }

    @Test
    void what_a_function_sets_for_the_session_does_not_reach_the_next_caller() {
        for (int i = 0; i < 12; i++) {
            api.call("POST", "/rpc/leak", "{}");
        }
        for (int i = 0; i < 12; i++) {
            var response =
                    api.get("/note?select=body", RestApi.as("authenticated", "\"sub\":\"ann\""));
            assertThat(response.body()).isEqualTo("[{\"body\":\"hers\"}]");
            assertThat(response.headers().firstValue("X-Leaked")).isEmpty();
        }
    }

    @Test
    void a_functions_own_settings_are_raised_but_never_its_role() {
        api.settings("{\"db_hoisted_tx_settings\":\"statement_timeout,role\"}");
        var response = api.get("/rpc/limited");
        assertThat(response.statusCode()).isNotEqualTo(200);
        assertThat(response.body()).contains("42501");
        api.settings("{}");
    }

    @Test
    void no_plain_setting_can_say_who_the_caller_is() {
        for (var name :
                new String[] {"role", "ROLE", "session_authorization", "request.jwt.claims"}) {
            assertThatThrownBy(() -> new Setting(name, "service_role"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_role_of_another_login_is_refused() {
        var response = api.get("/note", RestApi.as("postgres", ""));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("permission denied to set role \\\"postgres\\\"");
        assertThat(api.get("/note", RestApi.as("nobody_such", "")).statusCode()).isEqualTo(401);
    }
}
