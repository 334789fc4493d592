package dev.dupabase.rest.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.ServedSchema;
import dev.dupabase.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Settings that stand in the database (contracts/rest.md §10, S44, C2, L28).
class InDatabaseSettingsTest {
    private static final String API = "p_conformanceprojectxx_api";
    private static final String OWNER = "p_conformanceprojectxx_owner";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final ServedSchema API_SERVER =
            ServedSchema.sql(
                    """
                    do $$ begin
                        if to_regrole('authenticator') is null then create role authenticator nologin; end if;
                        if to_regrole('p_conformanceprojectxx_owner') is null then
                            create role p_conformanceprojectxx_owner nologin; end if;
                        if to_regrole('p_anotherprojectofthese_api') is null then
                            create role p_anotherprojectofthese_api nologin; end if;
                    end $$;
                    create table public.t (id int primary key);
                    insert into t values (1), (2), (3);
                    create schema other;
                    create table other.u (id int primary key);
                    create schema config;
                    create table config.setting (name text, value text);
                    create function config.pre() returns void language plpgsql as $$
                    declare s record;
                    begin
                        for s in select * from config.setting loop
                            perform set_config('pgrst.' || s.name, s.value, true);
                        end loop;
                    end $$;
                    grant usage on schema config to p_conformanceprojectxx_api;
                    grant select on config.setting to p_conformanceprojectxx_api;
                    grant usage on schema public, other to anon;
                    grant select on t, other.u to anon;
                    """);

    @AfterEach
    void forget() {
        for (var role : new String[] {API, OWNER, "authenticator"}) {
            TestPostgres.execute(
                    API_SERVER.databaseUrl(),
                    """
                    alter role %1$s in database %2$s reset all; alter role %1$s reset all;
                    """
                            .formatted(role, database()));
        }
        sql("truncate config.setting");
        API_SERVER.set("db_tx_end", "rollback");
        eventually(() -> rows() == 3);
    }

    @Test
    void a_setting_of_the_shared_role_counts_where_it_names_the_database() {
        sql("alter role authenticator in database " + database() + " set pgrst.db_max_rows = '2'");

        eventually(() -> rows() == 2);
    }

    @Test
    void a_setting_of_the_shared_role_in_all_databases_is_nobodys() {
        sql("alter role authenticator set pgrst.db_max_rows = '1'");
        sql("alter role p_anotherprojectofthese_api set pgrst.db_max_rows = '1'");
        sql("alter role " + OWNER + " set pgrst.db_max_rows = '2'");

        eventually(() -> rows() == 2);
    }

    @Test
    void a_setting_for_the_database_wins_over_one_of_the_role_and_that_over_the_platforms() {
        API_SERVER.set("db_aggregates_enabled", false);
        sql("alter role " + API + " set pgrst.db_aggregates_enabled = 'true'");
        eventually(() -> API_SERVER.get("/t?select=count()").statusCode() == 200);

        sql(
                "alter role "
                        + API
                        + " in database "
                        + database()
                        + " set pgrst.db_aggregates_enabled = 'false'");
        eventually(() -> API_SERVER.get("/t?select=count()").statusCode() == 400);
    }

    @Test
    void it_ends_when_it_is_taken_back() {
        sql("alter role " + API + " in database " + database() + " set pgrst.db_max_rows = '2'");
        eventually(() -> rows() == 2);

        sql("alter role " + API + " in database " + database() + " reset pgrst.db_max_rows");
        eventually(() -> rows() == 3);
    }

    @Test
    void one_that_is_not_allowed_or_not_known_is_left_out() {
        var set = "alter role " + API + " in database " + database() + " set pgrst.";
        sql(set + "db_schemas = 'pg_catalog'");
        sql(set + "db_tx_end = 'sometimes'");
        sql(set + "db_nonsense = '1'");
        sql(set + "db_max_rows = '2'");

        eventually(() -> rows() == 2);
        assertThat(API_SERVER.get("/pg_class").body()).contains("PGRST205");
    }

    @Test
    void schemas_of_the_database_are_exposed() {
        sql(
                "alter role "
                        + API
                        + " in database "
                        + database()
                        + " set pgrst.db_schemas = 'other, public'");

        eventually(() -> API_SERVER.get("/u").statusCode() == 200);
        assertThat(API_SERVER.get("/t", "Accept-Profile", "public").statusCode()).isEqualTo(200);
    }

    @Test
    void without_the_switch_the_database_says_nothing() {
        sql("alter role " + API + " in database " + database() + " set pgrst.db_max_rows = '2'");
        eventually(() -> rows() == 2);

        API_SERVER.set("db_config", false);
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void a_function_says_settings_and_is_asked_again() {
        sql("insert into config.setting values ('db_max_rows', '2'), ('nonsense', 'x')");
        API_SERVER.set("db_pre_config", "config.pre");
        assertThat(rows()).isEqualTo(2);

        sql("update config.setting set value = '1'");
        eventually(() -> rows() == 1);
    }

    @Test
    void what_a_role_says_wins_over_the_function() {
        sql("insert into config.setting values ('db_max_rows', '1'), ('db_plan_enabled', 'true')");
        API_SERVER.set("db_pre_config", "config.pre");
        sql("alter role " + API + " in database " + database() + " set pgrst.db_max_rows = '2'");

        eventually(() -> rows() == 2);
        var plan = API_SERVER.get("/t", "Accept", "application/vnd.pgrst.plan");
        assertThat(plan.statusCode()).isEqualTo(200);
    }

    @Test
    void a_function_that_fails_changes_nothing() {
        API_SERVER.set("db_pre_config", "config.nowhere");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void what_a_session_was_told_by_a_caller_is_not_the_functions_word() {
        sql(
                "create or replace function public.tell() returns text language sql as"
                        + " $$ select set_config('pgrst.db_max_rows', '1', false) $$;"
                        + " grant execute on function public.tell() to anon");
        API_SERVER.set("db_tx_end", "commit");
        for (int i = 0; i < 5; i++) {
            assertThat(API_SERVER.json("POST", "/rpc/tell", "{}").body()).isEqualTo("\"1\"");
        }

        API_SERVER.set("db_pre_config", "config.pre");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void the_secret_of_tokens_may_stand_there() {
        var secret = "another-secret-of-32-characters-or-more";
        sql(
                "alter role "
                        + API
                        + " in database "
                        + database()
                        + " set pgrst.jwt_secret = '"
                        + secret
                        + "'");

        eventually(() -> API_SERVER.get("/t", ServedSchema.as("anon")).statusCode() == 401);
    }

    private static long rows() {
        var response = API_SERVER.get("/t?select=id");
        return response.statusCode() == 200 ? response.body().lines().count() : -1;
    }

    private static void sql(String sql) {
        TestPostgres.execute(API_SERVER.databaseUrl(), sql);
    }

    private static String database() {
        var url = API_SERVER.databaseUrl();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static void eventually(BooleanSupplier condition) {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still not").isBefore(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
