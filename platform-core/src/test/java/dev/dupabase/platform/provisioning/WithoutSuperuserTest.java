package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Tenant.ask;
import static dev.dupabase.platform.provisioning.Tenant.assertDenied;
import static dev.dupabase.platform.provisioning.Tenant.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.TestPlatform;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.testing.TestHost;
import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/// Where the login of `DATABASE_URL` has what docs/bootstrap.sql gives it, and no more.
@ContextConfiguration(initializers = {TestHost.class, WithoutSuperuserTest.PlainLogin.class})
@SpringBootTest(classes = TestPlatform.class, webEnvironment = WebEnvironment.NONE)
@DirtiesContext
@EnabledIf("isNewEnough")
class WithoutSuperuserTest {
    private static final String LOGIN = "plain_" + UUID.randomUUID().toString().substring(0, 8);

    /// Makes the login and gives the platform database its own address with it.
    static class PlainLogin
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var url = TestPostgres.newDatabase();
            TestPostgres.execute(url, "create role %s login password 'plain'".formatted(LOGIN));
            TestPostgres.execute(url, bootstrap());
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource(
                                    "plain login",
                                    Map.of(
                                            "dupabase.host.database-url",
                                            url.replaceFirst(
                                                    "//[^@]*@", "//" + LOGIN + ":plain@"))));
        }

        private static String bootstrap() {
            try {
                return Files.readString(Path.of("../docs/bootstrap.sql"))
                        .replace("'dupabase'", "'" + LOGIN + "'");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Before PostgreSQL 15 a superuser is asked for.
    static boolean isNewEnough() throws SQLException {
        try (var connection = TestPostgres.connect(TestPostgres.adminUrl())) {
            return connection.getMetaData().getDatabaseMajorVersion() >= 15;
        }
    }

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectDirectory directory;
    @Autowired private ProjectStore store;
    @Autowired private DatabaseLogins logins;
    @Autowired private Provisioner provisioner;

    @Test
    void a_project_lives_and_goes_as_usual() throws Exception {
        try (var connection = provisioner.connect()) {
            var server = provisioner.server(connection);
            assertThat(server.superuser()).isFalse();
        }
        var project = projects.create(Wishes.of(UUID.randomUUID(), "plain"));
        var tenant = Tenant.of(project, provisioner, directory, store, logins);
        tenant.develop(
                "create table notes (body text)",
                "alter table notes enable row level security",
                "create policy partly on notes to anon using (body <> 'hidden')",
                "insert into notes values ('seen'), ('hidden')",
                "create table profiles (id uuid references auth.users)");

        try (var connection = tenant.api().getConnection()) {
            run(connection, "set role anon");
            assertThat(ask(connection, "select count(*) from public.notes")).isEqualTo("1");
        }
        try (var connection = tenant.service().getConnection()) {
            run(connection, "set role service_role");
            assertThat(ask(connection, "select count(*) from public.notes")).isEqualTo("2");
        }
        assertDenied(
                tenant.api(),
                "set role anon",
                "reset role; set role service_role",
                "select * from auth.users",
                "create table public.x ()");
        assertDenied(
                tenant.asDeveloper(),
                "select 1",
                "drop database " + project.databaseName(),
                "alter database %s connection limit 1".formatted(project.databaseName()));

        try (var connection = tenant.asDeveloper().getConnection()) {
            projects.delete(project.ref());
            assertThat(connection.isValid(5)).isFalse();
        }
        logins.drop(tenant.developer());
        try (var connection = provisioner.connect()) {
            assertThat(
                            Provisioner.exists(
                                    connection,
                                    "select from pg_roles where rolname = ?",
                                    RoleNames.of(project.ref()).api()))
                    .isFalse();
        }
    }
}
