package dev.dupabase.imports;

import dev.dupabase.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// What a database holds: its catalogue as text, and a checksum of the rows of each table.
record Fingerprint(String catalogue, Map<String, String> rows) {
    private static final String TABLES =
            """
            select c.oid::regclass::text from pg_class c
            where c.relnamespace::regnamespace::text in ('public', 'app') and c.relkind in ('r', 'm', 'p')
            """;

    static Fingerprint of(String url) {
        try (var connection = TestPostgres.connect(url);
                var statement = connection.createStatement()) {
            statement.execute("set search_path = ''; set timezone = 'UTC'");
            return new Fingerprint(one(connection, query()), rows(connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> rows(Connection connection) throws SQLException {
        var all = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var tables = statement.executeQuery(TABLES)) {
            while (tables.next()) {
                var table = tables.getString(1);
                all.put(
                        table,
                        one(
                                connection,
                                "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text collate \"C\")), '') from only "
                                        + table
                                        + " t"));
            }
        }
        return all;
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String query() {
        try (var in = Fingerprint.class.getResourceAsStream("/dumps/fingerprint.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
