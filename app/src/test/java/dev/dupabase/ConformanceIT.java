package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.process.DupabaseProcess;
import dev.dupabase.process.PlatformClient;
import dev.dupabase.testing.Command;
import dev.dupabase.testing.DebianPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The conformance cases beside the checkout, where they exist, against the built product on a
/// PostgreSQL 15 with PostGIS.
class ConformanceIT {
    private static final Path CASES = Path.of("../../shared/conformance/rest");

    /// How many cases pass strictly. It only rises.
    private static final int FLOOR = 498;

    static boolean casesExist() {
        return CASES.resolve("run.py").toFile().exists();
    }

    @Test
    @EnabledIf("casesExist")
    void as_many_cases_pass_as_ever() throws IOException {
        try (var postgres = DebianPostgres.start();
                var server =
                        DupabaseProcess.start(
                                Map.of(
                                        "DATABASE_URL", postgres.url("postgres"),
                                        "PLATFORM_JWT_SECRET", "conformance-".repeat(4),
                                        "MASTER_ENCRYPTION_KEY",
                                                Base64.getEncoder().encodeToString(new byte[32]),
                                        "MAX_CONNECTIONS_PER_DB", "10"))) {
            var owner = PlatformClient.register(server.url());
            var project = owner.createProject("conformance");

            var outcome =
                    Command.run(
                            CASES,
                            Map.of(
                                    "API_URL",
                                    server.url() + "/rest/v1",
                                    "ANON_KEY",
                                    project.get("anon_key").asString(),
                                    "JWT_SECRET",
                                    project.get("jwt_secret").asString(),
                                    "SETTINGS_URL",
                                    server.url()
                                            + "/platform/projects/"
                                            + project.get("id").asString()
                                            + "/settings",
                                    "SETTINGS_TOKEN",
                                    owner.token(),
                                    "ADMIN_PGURL",
                                    postgres.url(project.get("db_name").asString()),
                                    "AUTHENTICATOR",
                                    "p_" + project.get("ref").asString() + "_api",
                                    "PYTHONDONTWRITEBYTECODE",
                                    "1"),
                            "python3",
                            "run.py",
                            "--floor",
                            Integer.toString(FLOOR),
                            "--json",
                            Path.of("target/conformance.json").toAbsolutePath().toString());

            System.out.println(outcome.output());
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        }
    }
}
