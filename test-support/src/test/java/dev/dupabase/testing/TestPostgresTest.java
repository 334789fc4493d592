package dev.dupabase.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestPostgresTest {
    @Test
    void a_new_database_is_empty_and_of_the_embedded_version() throws Exception {
        try (var connection = TestPostgres.connect(TestPostgres.newDatabase());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select current_setting('server_version_num')::int,"
                                        + " (select count(*) from pg_tables where schemaname = 'public')")) {
            rows.next();
            assertThat(rows.getInt(1)).isGreaterThanOrEqualTo(130000);
            assertThat(rows.getInt(2)).isZero();
        }
    }
}
