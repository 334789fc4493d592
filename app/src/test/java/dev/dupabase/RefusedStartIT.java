package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.process.DupabaseProcess;
import dev.dupabase.testing.TestPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each start that the operator can mend ends with one line that names the variable and the mend.
class RefusedStartIT {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String SECRET = "only-for-tests-only-for-tests-only";

    @TempDir private Path folder;

    static Stream<Arguments> refusals() {
        var url = TestPostgres.newDatabase();
        return Stream.of(
                Arguments.of(
                        "MAX_CONNECTIONS_PER_DB",
                        "five",
                        "MAX_CONNECTIONS_PER_DB must be a whole number, not 'five'"),
                Arguments.of("POOL_IDLE_TIMEOUT", "0", "POOL_IDLE_TIMEOUT must be over 0"),
                Arguments.of("PORT", "70000", "PORT must be from 1 to 65535"),
                Arguments.of("LOG_FORMAT", "xml", "LOG_FORMAT must be text or json"),
                Arguments.of(
                        "DATABASE_URL", "mysql://u:sesame@h/d", "DATABASE_URL must have the form"),
                Arguments.of("MASTER_ENCRYPTION_KEY", "", "MASTER_ENCRYPTION_KEY is missing: make"),
                Arguments.of("PLATFORM_JWT_SECRET", "short", "PLATFORM_JWT_SECRET must have at"),
                Arguments.of("ADMIN_EMAIL", "me@example.com", "ADMIN_PASSWORD is missing"),
                Arguments.of("DATABASE_URL", url + "_none", "create it: `create database \"t_"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("refusals")
    void a_bad_setting_is_told_in_one_line(String variable, String value, String line)
            throws Exception {
        var variables = given();
        variables.put(variable, value);

        assertRefused(variables, line);
    }

    @Test
    void a_port_in_use_is_told_in_one_line() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var variables = given();
            variables.put("HOST", "127.0.0.1");
            variables.put("PORT", Integer.toString(taken.getLocalPort()));

            assertRefused(
                    variables,
                    "port %d is already in use: stop the other program, or set PORT"
                            .formatted(taken.getLocalPort()));
        }
    }

    private static Map<String, String> given() {
        return new TreeMap<>(
                Map.of(
                        "DATABASE_URL", TestPostgres.newDatabase(),
                        "MASTER_ENCRYPTION_KEY", KEY,
                        "PLATFORM_JWT_SECRET", SECRET));
    }

    private void assertRefused(Map<String, String> variables, String line) throws Exception {
        try (var process = DupabaseProcess.run(folder, variables)) {
            assertThat(process.awaitExit()).isEqualTo(1);
            var errors =
                    process.output()
                            .lines()
                            .filter(text -> !text.contains(" INFO "))
                            .filter(text -> !text.isBlank())
                            .toList();
            assertThat(errors).as(process.output()).hasSize(1);
            assertThat(errors.getFirst())
                    .contains("Cannot start: ")
                    .contains(line)
                    .doesNotContain("sesame")
                    .doesNotContain(SECRET);
        }
    }
}
