package dev.dupabase.platform.directory;

import dev.dupabase.platform.host.DatabaseHost;
import dev.dupabase.platform.instance.Signals;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Hears what other instances changed, on one connection to the platform database.
@Component
class ChangeListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(400);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /// What an operator sees in `pg_stat_activity`.
    static final String APPLICATION = "dupabase listener";

    /// From before the first request until after the last.
    private static final int PHASE = 0;

    private final DatabaseHost host;
    private final ProjectChanges changes;
    private final Signals signals;
    private volatile boolean running;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Connection open;

    ChangeListener(DatabaseHost host, ProjectChanges changes, Signals signals) {
        this.host = host;
        this.changes = changes;
        this.signals = signals;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("project-changes").start(this::listenForEver);
    }

    @Override
    public void stop() {
        running = false;
        var listening = thread;
        if (listening != null) {
            listening.interrupt();
        }
        close(open);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void listenForEver() {
        var pause = SHORTEST_PAUSE;
        while (running) {
            try (var connection = connect()) {
                open = connection;
                pause = SHORTEST_PAUSE;
                listen(connection);
            } catch (SQLException e) {
                if (!running) {
                    return;
                }
                LOG.warn("not hearing of changes of projects: {}", e.getMessage());
                sleep(pause);
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
        }
    }

    /// Ends with an exception when the connection does.
    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set application_name to '" + APPLICATION + "'");
            statement.execute("listen " + ProjectChanges.CHANNEL);
            statement.execute("listen " + Signals.CHANNEL);
        }
        changes.missedSome();
        signals.missedSome();
        var notices = connection.unwrap(PGConnection.class);
        while (running) {
            var received = notices.getNotifications((int) PROBE.toMillis());
            if (received.length == 0 && !connection.isValid((int) PROBE.toSeconds())) {
                throw new SQLException("the connection is dead");
            }
            for (var notice : received) {
                if (notice.getName().equals(Signals.CHANNEL)) {
                    signals.received(notice.getParameter());
                } else {
                    changes.received(notice.getParameter());
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", host.provisioner());
        properties.setProperty("password", host.password().reveal());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(host.jdbcUrl(host.platformDatabase()), properties);
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("closing the listening connection", e);
            }
        }
    }
}
