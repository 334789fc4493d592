package dev.dupabase.rest.catalogue;

import dev.dupabase.platform.database.ConnectionWork;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.SchemaScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Reads version and catalogue on one connection, the catalogue in one snapshot.
final class SchemaLoading {
    private SchemaLoading() {}

    static ConnectionWork<SchemaCache> of(SchemaScope scope, List<String> logins) {
        return connection -> load(connection, scope, logins);
    }

    private static SchemaCache load(Connection connection, SchemaScope scope, List<String> logins)
            throws SQLException {
        var freshness = SchemaVersion.read(connection);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            // Without a search path the names of types come out qualified.
            statement.execute("set transaction isolation level repeatable read read only");
            statement.execute("set local search_path to ''");
            return SchemaLoader.load(connection, scope, freshness, logins);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
