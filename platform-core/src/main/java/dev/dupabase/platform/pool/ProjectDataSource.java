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
            var connection =
                    connect(host.jdbcUrl(project.databaseName()), properties(), attempts.begin());
            connection.setNetworkTimeout(Runnable::run, (int) limits.socketTimeout().toMillis());
            attempts.succeeded();
            return connection;
        } catch (SQLException e) {
            attempts.failed(e);
            throw e;
        }
    }

    /// Connects in a slot, which goes back when the connection ends.
    static Connection connect(String url, Properties properties, Slot slot) throws SQLException {
        try {
            return ScopedValue.where(CountedSockets.SLOT, slot)
                    .call(() -> DRIVER.connect(url, properties));
        } finally {
            slot.release();
        }
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
        var properties = basic(login.roleName(project.ref()), password());
        properties.setProperty("maxResultBuffer", Long.toString(limits.maxResult().toBytes()));
        // server-side statements from the first use: the plans of REST requests repeat
        properties.setProperty("prepareThreshold", "1");
        return properties;
    }

    /// What all counted connections have in common.
    static Properties basic(String user, Secret password) {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.reveal());
        properties.setProperty("socketFactory", CountedSockets.class.getName());
        properties.setProperty("connectTimeout", Integer.toString(LOGIN_SECONDS));
        // while logging in; longer afterwards
        properties.setProperty("socketTimeout", Integer.toString(LOGIN_SECONDS));
        // not 0 seconds, but: in this thread, which has the slot
        properties.setProperty("loginTimeout", "0");
        properties.setProperty("cancelSignalTimeout", Integer.toString(LOGIN_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("assumeMinServerVersion", "13");
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
