package dev.dupabase.rest.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.rest.testserver.RestServer;
import dev.dupabase.testing.Command;
import dev.dupabase.testing.DebianPostgres;
import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Drives this module with the real `@supabase/postgrest-js` and `@supabase/supabase-js`: the tests
/// are in `src/test/js`. Without PostGIS on the machine the cases about places are skipped, and the
/// output says so.
class ClientLibraryTest {
    private static final Path FOLDER = Path.of("src/test/js").toAbsolutePath();

    @Test
    void the_client_library_works_unchanged() throws IOException {
        Command.npmCi(FOLDER);
        if (!DebianPostgres.isInstalled()) {
            drive(RestServer.start(sql("schema")), "no");
            return;
        }
        try (var postgres = DebianPostgres.start()) {
            TestPostgres.execute(postgres.url("postgres"), "create database client");
            var schema = sql("schema") + sql("postgis");
            drive(RestServer.over(RestServer.database(postgres.url("client"), schema)), "yes");
        }
    }

    private static void drive(RestServer server, String postgis) {
        try (server) {
            server.settings(
                    Map.of(
                            "db_schemas",
                            List.of("public", "personal", "graphql_public"),
                            "db_extra_search_path",
                            List.of("public", "extensions"),
                            "db_max_rows",
                            1000,
                            "db_plan_enabled",
                            true,
                            "db_aggregates_enabled",
                            true,
                            "db_tx_end",
                            "commit-allow-override"));

            var outcome =
                    Command.run(
                            FOLDER,
                            Map.of(
                                    "API_URL",
                                    "http://127.0.0.1:" + server.port(),
                                    "ANON_KEY",
                                    RestServer.token(Map.of("role", "anon")),
                                    "SERVICE_KEY",
                                    RestServer.token(Map.of("role", "service_role")),
                                    "POSTGIS",
                                    postgis),
                            "npm",
                            "test",
                            "--silent");

            System.out.println(summary(outcome.output()));
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        }
    }

    private static String summary(String output) {
        return output.substring(Math.max(0, output.lastIndexOf("ℹ tests")));
    }

    private static String sql(String name) throws IOException {
        try (var in = ClientLibraryTest.class.getResourceAsStream("/client/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
