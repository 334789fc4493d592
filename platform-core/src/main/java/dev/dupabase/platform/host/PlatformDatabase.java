package dev.dupabase.platform.host;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.platform.start.StartRefusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The platform database as the start finds it.
final class PlatformDatabase {
    private PlatformDatabase() {}

    /// Makes it on the embedded server.
    static void createIfMissing(DatabaseHost host) {
        try (var connection = connect(host, "postgres");
                var query =
                        connection.prepareStatement("select from pg_database where datname = ?")) {
            query.setString(1, host.platformDatabase());
            if (!query.executeQuery().next()) {
                try (var create = connection.createStatement()) {
                    create.execute("create database " + Sql.quote(host.platformDatabase()));
                }
            }
        } catch (SQLException e) {
            throw new StartRefusal(
                    "cannot make the platform database (%s)".formatted(e.getMessage()),
                    "look into the log of the embedded PostgreSQL",
                    e);
        }
    }

    static Connection connect(DatabaseHost host, String database) throws SQLException {
        return DriverManager.getConnection(
                host.jdbcUrl(database) + "&connectTimeout=5&loginTimeout=10",
                host.provisioner(),
                host.password().reveal());
    }
}
