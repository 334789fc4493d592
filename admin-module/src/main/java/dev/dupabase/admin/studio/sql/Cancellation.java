package dev.dupabase.admin.studio.sql;

import dev.dupabase.admin.audit.AuditAction;
import dev.dupabase.platform.access.AuditTrail;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Deed;
import dev.dupabase.platform.access.OrgRole;
import dev.dupabase.platform.access.ProjectAccess.Access;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.owner.OwnerConnection.Backend;
import dev.dupabase.platform.owner.OwnerConnections;
import dev.dupabase.platform.project.Project;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Ends a query that runs on this instance or another, by the server's process behind it.
@Component
class Cancellation {
    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);
    private static final OwnerConnections.Terms TERMS =
            new OwnerConnections.Terms(
                    "dupabase-sql-cancel", Duration.ofSeconds(5), DataSize.ofMegabytes(1));

    /// A cancel signal between two statements hits none of them.
    private static final int SIGNALS = 20;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final String FIND =
            """
            select from pg_catalog.pg_stat_activity
            where pid = ? and backend_start = ? and usename = session_user
            """;

    private final RunningQueries running;
    private final OwnerConnections connections;
    private final AuditTrail audit;

    Cancellation(RunningQueries running, OwnerConnections connections, AuditTrail audit) {
        this.running = running;
        this.connections = connections;
        this.audit = audit;
    }

    void cancel(Caller caller, Access access, String requestId) {
        var project = access.project();
        var query =
                running.find(project.id(), requestId)
                        .filter(found ->
                                found.userId().equals(caller.id())
                                        || access.role().isAtLeast(OrgRole.ADMIN))
                        .orElseThrow(() ->
                                new ApiException(
                                        CommonError.NOT_FOUND, "no such query is running"));
        audit.write(
                caller,
                Deed.by(caller, AuditAction.CANCEL_SQL, project.id())
                        .inProject(project.id())
                        .with(Map.of("request_id", requestId)));
        end(project, requestId, query.backend());
    }

    private void end(Project project, String requestId, Backend backend) {
        try (var connection = connections.open(project, TERMS)) {
            // only the login may signal its own sessions, the owner role may not
            execute(connection.jdbc(), "set role none");
            for (int i = 0; i < SIGNALS && isThere(connection.jdbc(), backend); i++) {
                signal(connection.jdbc(), "select pg_catalog.pg_cancel_backend(?)", backend);
                Thread.sleep(PAUSE);
                if (running.find(project.id(), requestId).isEmpty()) {
                    return;
                }
            }
            if (isThere(connection.jdbc(), backend)) {
                signal(connection.jdbc(), "select pg_catalog.pg_terminate_backend(?)", backend);
            }
        } catch (SQLException e) {
            throw new ApiException(
                    CommonError.DATABASE_UNAVAILABLE, "the query could not be cancelled now", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("interrupted while cancelling {}", requestId);
        }
    }

    private static boolean isThere(Connection connection, Backend backend) throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setInt(1, backend.pid());
            statement.setObject(2, backend.start().atOffset(ZoneOffset.UTC));
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void signal(
            Connection connection,
            @com.google.errorprone.annotations.CompileTimeConstant String call,
            Backend backend)
            throws SQLException {
        try (var statement = connection.prepareStatement(call)) {
            statement.setInt(1, backend.pid());
            statement.execute();
        }
    }

    private static void execute(
            Connection connection,
            @com.google.errorprone.annotations.CompileTimeConstant String sql)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
