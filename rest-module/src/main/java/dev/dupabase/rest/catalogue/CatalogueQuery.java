package dev.dupabase.rest.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/// The queries of the system catalogue, each in a file of its own under `sql/`.
enum CatalogueQuery {
    RELATIONS,
    COLUMNS,
    KEYS,
    VIEWS,
    ROUTINES,
    COMPUTED_RELATIONSHIPS,
    REPRESENTATIONS,
    MEDIA_HANDLERS,
    ROLE_SETTINGS,
    SCHEMA_COMMENTS;

    private final String sql;

    CatalogueQuery() {
        var file = "/sql/" + name().toLowerCase(Locale.ROOT) + ".sql";
        try (var in = CatalogueQuery.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no " + file);
            }
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes one row.
    interface RowHandler {
        void accept(ResultSet row) throws SQLException;
    }

    /// Calls the handler for each row.
    ///
    /// @param names bound as text arrays, in order
    void forEach(Connection connection, RowHandler handler, String[]... names) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < names.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf("text", names[i]));
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    handler.accept(rows);
                }
            }
        }
    }
}
