package dev.dupabase.rest.catalogue;

import dev.dupabase.rest.schema.SchemaCache.Freshness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The number that event triggers advance with every change of the schema
/// (`_dupabase.schema_version`).
///
/// A change is counted before it is committed. So those who change the schema hold a shared
/// advisory lock until they are done; whoever reads the catalogue while one is held may see the old
/// state under the new number.
final class SchemaVersion {
    /// Without a superuser's event triggers the sequence is there, but nothing advances it.
    private static final String KEPT =
            """
            select to_regclass('_dupabase.schema_version') is not null and exists (
              select from pg_event_trigger
              where evtname = 'dupabase_ddl_command_end' and evtenabled <> 'D')
            """;

    private static final String LAST = "select last_value from _dupabase.schema_version";
    private static final String IN_FLIGHT =
            """
            select exists (
              select from pg_locks l join pg_database d on d.oid = l.database
              where d.datname = current_database() and l.locktype = 'advisory'
                and l.classid = 1685418081 and l.objid = 1)
            """;

    private SchemaVersion() {}

    /// Reads number and lock, in this order. To be called before the catalogue is read.
    static Freshness read(Connection connection) throws SQLException {
        long now = System.nanoTime();
        try (var statement = connection.createStatement()) {
            if (!single(statement, KEPT).getBoolean(1)) {
                return new Freshness(null, true, now);
            }
            long version = single(statement, LAST).getLong(1);
            boolean inFlight = single(statement, IN_FLIGHT).getBoolean(1);
            return new Freshness(version, !inFlight, now);
        }
    }

    private static ResultSet single(Statement statement, String query) throws SQLException {
        var rows = statement.executeQuery(query);
        rows.next();
        return rows;
    }
}
