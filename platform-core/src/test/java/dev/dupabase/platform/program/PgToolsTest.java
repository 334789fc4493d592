package dev.dupabase.platform.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

@PlatformTest
class PgToolsTest {
    private static final DatabaseHost HOST =
            new DatabaseHost(
                    "db.example.com",
                    5433,
                    "root",
                    new Secret("top"),
                    "dupabase",
                    "&sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem&loginTimeout=3");

    @Autowired private JdbcClient platform;
    @TempDir private Path folder;

    @Test
    void what_is_missing_is_named_with_the_package_that_brings_it() {
        assertThatThrownBy(() -> tools().find(PgTool.DUMP))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ProgramError.PROGRAM_MISSING);
                            assertThat(refusal.explanation())
                                    .contains("pg_dump", "postgresql-client-15", "PG_TOOLS_DIR");
                        });
    }

    @Test
    void what_is_too_old_is_named_with_its_version() throws Exception {
        install("pg_restore", "pg_restore (PostgreSQL) 12.3 (Debian 12.3-1)");
        assertThatThrownBy(() -> tools().find(PgTool.RESTORE))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> {
                            assertThat(refusal.code()).isEqualTo(ProgramError.PROGRAM_TOO_OLD);
                            assertThat(refusal.explanation())
                                    .contains("pg_restore", "12.3", "postgresql-client-15");
                        });
    }

    @Test
    void a_program_that_was_installed_meanwhile_is_found() throws Exception {
        var tools = tools();
        assertThatThrownBy(() -> tools.find(PgTool.DUMP)).isInstanceOf(ApiException.class);
        install("pg_dump", "pg_dump (PostgreSQL) 17.2 (Debian 17.2-1.pgdg120+1)");
        assertThat(tools.find(PgTool.DUMP))
                .isEqualTo(new PgTools.Installed(folder.resolve("pg_dump"), 17, "17.2"));
        Files.delete(folder.resolve("pg_dump"));
        assertThatThrownBy(() -> tools.find(PgTool.DUMP)).isInstanceOf(ApiException.class);
    }

    @Test
    void a_login_stands_in_the_environment_and_not_in_the_arguments() throws Exception {
        install("pg_dump", "pg_dump (PostgreSQL) 16beta1");
        var login = new PgLogin(HOST, "proj=x", "reader", new Secret("s'ecret"));
        var program = tools().program(PgTool.DUMP, login).with(List.of("--format=custom"));
        assertThat(program.command())
                .containsExactly(folder.resolve("pg_dump").toString(), "--format=custom");
        assertThat(program.environment())
                .containsEntry("PGHOST", "db.example.com")
                .containsEntry("PGPORT", "5433")
                .containsEntry("PGDATABASE", "proj=x")
                .containsEntry("PGUSER", "reader")
                .containsEntry("PGPASSWORD", "s'ecret")
                .containsEntry("PGSSLMODE", "verify-full")
                .containsEntry("PGSSLROOTCERT", "/etc/ca.pem");
        assertThat(program.environment().values()).doesNotContain("top", "root");
    }

    private PgTools tools() {
        return new PgTools(
                new ProgramProperties(folder.toString()), platform, new StandardEnvironment());
    }

    private void install(String name, String version) throws Exception {
        var file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\necho '%s'\n".formatted(version));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(Pattern.compile("PostgreSQL").matcher(version).find()).isTrue();
    }
}
