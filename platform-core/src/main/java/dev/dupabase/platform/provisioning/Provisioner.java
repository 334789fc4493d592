package dev.dupabase.platform.provisioning;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dupabase.platform.host.DatabaseHost;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.stereotype.Component;

/// Connections of the provisioning login. Their search path is `pg_catalog` from the first moment:
/// in a project's database nothing that a tenant made is ever found by name.
@Component
class Provisioner {
    private static final String CONNECT_TIMEOUT = "5";

    /// Since PostgreSQL 16 whoever passes by row level security may let others do so.
    private static final String SERVER =
            """
            select current_setting('server_version_num')::int,
                rolsuper,
                rolsuper or rolbypassrls and current_setting('server_version_num')::int >= 160000,
                rolsuper or exists (select from pg_roles where rolname = 'service_role' and rolbypassrls)
            from pg_roles where rolname = current_user
            """;

    private static final SQLExceptionTranslator TRANSLATOR = new SQLExceptionSubclassTranslator();

    private final DatabaseHost host;
    private volatile @Nullable Server server;

    Provisioner(DatabaseHost host) {
        this.host = host;
    }

    /// What the server is and what the provisioning login may do there.
    ///
    /// @param version such as 150019
    /// @param superuser whether it is a superuser
    /// @param bypasses whether it may let other roles pass by row level security
    /// @param serviceBypasses whether `service_role` passes by it
    record Server(int version, boolean superuser, boolean bypasses, boolean serviceBypasses) {
        private static final int MAJOR = 10_000;

        boolean isAtLeast(int major) {
            return version >= major * MAJOR;
        }
    }

    String platformDatabase() {
        return host.platformDatabase();
    }

    String login() {
        return host.provisioner();
    }

    /// A connection to the platform database, in auto-commit mode.
    Connection connect() throws SQLException {
        return connect(host.platformDatabase());
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                host.jdbcUrl(database), properties(host.provisioner(), host.password().reveal()));
    }

    DataSource dataSource(String database) {
        return dataSource(database, host.provisioner(), host.password().reveal());
    }

    /// New connections of any login, for as short as a migration runs.
    DataSource dataSource(String database, String login, String password) {
        var source = new DriverManagerDataSource(host.jdbcUrl(database));
        source.setConnectionProperties(properties(login, password));
        return source;
    }

    Server server(Connection connection) throws SQLException {
        var known = server;
        if (known == null) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(SERVER)) {
                row.next();
                known =
                        new Server(
                                row.getInt(1),
                                row.getBoolean(2),
                                row.getBoolean(3),
                                row.getBoolean(4));
                server = known;
            }
        }
        return known;
    }

    static void execute(Connection connection, Ddl ddl) throws SQLException {
        if (!ddl.isEmpty()) {
            execute(connection, ddl.toString());
        }
    }

    private static void execute(Connection connection, String statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(statements);
        }
    }

    /// Runs a query for its effect.
    static void query(Connection connection, @CompileTimeConstant String query)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(query);
        }
    }

    /// What the server refused, as Spring's exceptions tell it.
    static DataAccessException failed(String task, SQLException cause) {
        var translated = TRANSLATOR.translate(task, null, cause);
        return translated == null ? new UncategorizedSQLException(task, null, cause) : translated;
    }

    /// Whether a query with one text parameter finds a row.
    static boolean exists(Connection connection, @CompileTimeConstant String query, String value)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, value);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static Properties properties(String login, String password) {
        var properties = new Properties();
        properties.setProperty("user", login);
        properties.setProperty("password", password);
        properties.setProperty("currentSchema", "pg_catalog");
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT);
        properties.setProperty("ApplicationName", "dupabase-provisioning");
        return properties;
    }
}
