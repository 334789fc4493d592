package dev.dupabase.platform.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.pool.ProjectPools;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.tenant.Login;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.JsonNodeFactory;

/// contracts/platform.md §20-35: limits stand on each login of the API and on the database, not on
/// the tenant's own login alone.
@PlatformTest
class LoginLimitsTest {
    @Autowired private ProjectProvisioner provisioner;
    @Autowired private ProjectPools pools;
    @Autowired private JdbcClient platform;

    private Project project;

    @BeforeEach
    void makeProject() {
        project =
                provisioner.create(
                        new NewProject(
                                UUID.randomUUID(),
                                null,
                                "limited",
                                JsonNodeFactory.instance.objectNode(),
                                null));
    }

    @Test
    void connections_of_each_login_and_of_the_database_are_limited() {
        for (var suffix : new String[] {"api", "svc", "ro"}) {
            assertThat(
                            platform.sql("select rolconnlimit from pg_roles where rolname = :role")
                                    .param("role", "p_" + project.ref().value() + "_" + suffix)
                                    .query(Integer.class)
                                    .single())
                    .as(suffix)
                    .isPositive();
        }
        assertThat(
                        platform.sql("select datconnlimit from pg_database where datname = :name")
                                .param("name", project.databaseName())
                                .query(Integer.class)
                                .single())
                .isPositive();
    }

    @Test
    void statements_and_idle_transactions_of_the_api_end_after_a_while() throws SQLException {
        assertThat(setting(Login.API, "statement_timeout")).isEqualTo("1min");
        assertThat(setting(Login.SERVICE, "statement_timeout")).isEqualTo("2min");
        for (var login : Login.values()) {
            assertThat(setting(login, "idle_in_transaction_session_timeout")).isEqualTo("1min");
        }
    }

    private String setting(Login login, String name) throws SQLException {
        try (var connection = pools.lease(project, login);
                var statement = connection.prepareStatement("select current_setting(?)")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
