package dev.dupabase.platform.provisioning;

import static dev.dupabase.platform.provisioning.Tenant.ask;
import static dev.dupabase.platform.provisioning.Tenant.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.house.PlatformTest;
import dev.dupabase.platform.directory.ProjectStore;
import dev.dupabase.platform.project.ProjectDirectory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Whoever changes a project's schema moves its version (DESIGN §4).
@PlatformTest
class SchemaVersionTest {
    private static final String VERSION = "select last_value from _dupabase.schema_version";
    private static final String IN_FLIGHT =
            """
            select count(*) from pg_locks
            where locktype = 'advisory' and classid = 1685418081 and objid = 1 and objsubid = 2
              and database = (select oid from pg_database where datname = current_database())
            """;
    private static Tenant tenant;

    @Autowired private ProjectProvisioner projects;
    @Autowired private ProjectDirectory directory;
    @Autowired private ProjectStore store;
    @Autowired private DatabaseLogins logins;
    @Autowired private Provisioner provisioner;

    @BeforeEach
    void a_tenant() {
        if (tenant == null) {
            var project = projects.create(Wishes.of(UUID.randomUUID(), "versions"));
            tenant = Tenant.of(project, provisioner, directory, store, logins);
        }
    }

    @Test
    void changes_of_any_kind_move_the_version() throws SQLException {
        try (var connection = tenant.asDeveloper().getConnection()) {
            run(connection, "set search_path = public");
            for (var statement :
                    new String[] {
                        "create table a (id int primary key)",
                        "alter table a add column b text",
                        "comment on table a is 'x'",
                        "create view v as select * from a",
                        "create function f() returns int language sql as 'select 1'",
                        "drop function f()",
                        "create policy p on a using (true)",
                        "grant select on a to anon",
                        "drop view v",
                        "drop table a"
                    }) {
                long before = version(connection);
                run(connection, statement);
                assertThat(version(connection)).as(statement).isGreaterThan(before);
            }
        }
    }

    @Test
    void work_that_changes_no_schema_does_not_move_it() throws SQLException {
        try (var connection = tenant.asDeveloper().getConnection()) {
            run(
                    connection,
                    "set search_path = public",
                    "create table c (id int)",
                    "create materialized view m as select * from c");
            long before = version(connection);
            run(
                    connection,
                    "create temp table t (id int)",
                    "create index on t (id)",
                    "drop table t",
                    "insert into c values (1)",
                    "refresh materialized view m");
            assertThat(version(connection)).isEqualTo(before);
        }
    }

    @Test
    void every_role_reads_the_version() throws SQLException {
        for (var role : new String[] {"anon", "authenticated"}) {
            try (var connection = tenant.api().getConnection()) {
                run(connection, "set role " + role);
                assertThat(version(connection)).isPositive();
            }
        }
        try (var connection = tenant.service().getConnection()) {
            run(connection, "set role service_role");
            assertThat(version(connection)).isPositive();
        }
    }

    @Test
    void a_change_in_flight_shows_until_it_is_committed() throws SQLException {
        try (var connection = tenant.asDeveloper().getConnection();
                var reader = tenant.api().getConnection()) {
            run(connection, "set search_path = public");
            connection.setAutoCommit(false);
            long before = version(reader);

            run(connection, "create table slow (id int)");

            assertThat(version(reader)).isGreaterThan(before);
            assertThat(ask(reader, IN_FLIGHT)).isEqualTo("1");
            connection.commit();
            assertThat(ask(reader, IN_FLIGHT)).isEqualTo("0");
        }
    }

    private static long version(Connection connection) throws SQLException {
        return Long.parseLong(ask(connection, VERSION));
    }
}
