package dev.dupabase.platform.pool;

import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectDirectory;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.tenant.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// Opens the connections of one login of a project, each in a [Slot] of its own. HikariCP calls it
/// when its pool has none left.
final class ProjectDataSource extends AbstractDataSource {
    private static final int LOGIN_SECONDS = 5;
    private static final String NO_LOGIN = "08001";
    private static final Driver DRIVER = new Driver();

    /// Hears of every attempt to connect.
    interface Attempts {
        /// @return the place of the connection under all budgets
        Slot begin() throws SQLException;

        void succeeded();

        void failed(SQLException fault);
    }

    private final DatabaseHost host;
    private final ProjectDirectory directory;
    private final Project project;
    private final Login login;
    private final PoolProperties limits;
    private final Attempts attempts;

    ProjectDataSource(
            DatabaseHost host,
            ProjectDirectory directory,
            Project project,
            Login login,
            PoolProperties limits,
            Attempts attempts) {
        this.host = host;
        this.directory = directory;
        this.project = project;
        this.login = login;
        this.limits = limits;
        this.attempts = attempts;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            var connection = connect(properties(), attempts.begin());
            attempts.succeeded();
            return connection;
        } catch (SQLException e) {
            attempts.failed(e);
            throw e;
        }
    }

    private Connection connect(Properties properties, Slot slot) throws SQLException {
        try {
            var connection =
                    ScopedValue.where(CountedSockets.SLOT, slot)
                            .call(() -> DRIVER.connect(url(), properties));
            connection.setNetworkTimeout(Runnable::run, (int) limits.socketTimeout().toMillis());
            return connection;
        } finally {
            slot.release();
        }
    }

    private String url() {
        return host.jdbcUrl(project.databaseName());
    }

    /// @throws SQLException also when the directory fails, since to the caller it is all the same
    private Secret password() throws SQLException {
        try {
            var secrets = directory.secrets(project.ref());
            return login == Login.API ? secrets.apiPassword() : secrets.servicePassword();
        } catch (RuntimeException e) {
            throw new SQLException(
                    "its password cannot be had (" + e.getMessage() + ")", NO_LOGIN, e);
        }
    }

    private Properties properties() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", login.roleName(project.ref()));
        properties.setProperty("password", password().reveal());
        properties.setProperty("socketFactory", CountedSockets.class.getName());
        properties.setProperty("connectTimeout", Integer.toString(LOGIN_SECONDS));
        // while logging in; longer afterwards
        properties.setProperty("socketTimeout", Integer.toString(LOGIN_SECONDS));
        // not 0 seconds, but: in this thread, which has the slot
        properties.setProperty("loginTimeout", "0");
        properties.setProperty("cancelSignalTimeout", Integer.toString(LOGIN_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("maxResultBuffer", Long.toString(limits.maxResult().toBytes()));
        properties.setProperty("assumeMinServerVersion", "13");
        // server-side statements from the first use: the plans of REST requests repeat
        properties.setProperty("prepareThreshold", "1");
        return properties;
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("a project's login is not chosen");
    }

    /// HikariCP sets it; ours stands in the properties.
    @Override
    public void setLoginTimeout(int seconds) {}
}
