package dev.dupabase.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a database holds, to be compared with what another holds: every table, column, constraint,
/// index, view, function, trigger, policy, right, sequence, comment and row, one line each.
public final class Fingerprint {
    private static final String QUERY = query();

    private Fingerprint() {}

    /// @param url of the database in libpq form, for a superuser
    public static List<String> of(String url) {
        var lines = new ArrayList<String>();
        try (var connection = TestPostgres.connect(url);
                var statement = connection.createStatement()) {
            // names stand with their schema
            statement.execute("set search_path = pg_catalog");
            try (var rows = statement.executeQuery(QUERY)) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return lines;
    }

    /// What has gone, marked by a minus, and what has come, marked by a plus.
    public static List<String> differences(List<String> before, List<String> after) {
        var differences = new ArrayList<String>();
        before.stream()
                .filter(line -> !after.contains(line))
                .map(line -> "- " + line)
                .forEach(differences::add);
        after.stream()
                .filter(line -> !before.contains(line))
                .map(line -> "+ " + line)
                .forEach(differences::add);
        return differences;
    }

    private static String query() {
        try (var stream = Fingerprint.class.getResourceAsStream("fingerprint.sql")) {
            if (stream == null) {
                throw new IllegalStateException("fingerprint.sql is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
