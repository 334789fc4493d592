package dev.dupabase.imports.run;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.owner.OwnerConnection;
import dev.dupabase.platform.owner.OwnerConnections;
import dev.dupabase.platform.owner.OwnerConnections.Terms;
import dev.dupabase.platform.project.Project;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Opens the sessions of imports, and ends them from outside.
@Component
class Backends {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);
    private static final DataSize LARGEST_ANSWER = DataSize.ofMegabytes(16);

    private static final String TERMINATE =
            """
            select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity
            where pid = ? and backend_start = ?
            """;

    private final OwnerConnections connections;

    Backends(OwnerConnections connections) {
        this.connections = connections;
    }

    OwnerConnection open(Project project, long task) {
        return connections.open(
                project, new Terms("dupabase-import-" + task, Duration.ZERO, LARGEST_ANSWER));
    }

    /// Ends a session and what it does, whatever that is.
    void terminate(Project project, OwnerConnection session) {
        session.cancel();
        try (var other =
                        connections.open(
                                project,
                                new Terms(
                                        "dupabase-import-end",
                                        Duration.ofSeconds(10),
                                        LARGEST_ANSWER));
                var role = other.jdbc().createStatement();
                var statement = other.jdbc().prepareStatement(TERMINATE)) {
            role.execute("set role none");
            statement.setInt(1, session.backend().pid());
            statement.setTimestamp(2, Timestamp.from(session.backend().start()));
            statement.execute();
        } catch (SQLException | ApiException e) {
            LOG.warn("the session of an import cannot be ended from outside", e);
        } finally {
            session.abort();
        }
    }
}
