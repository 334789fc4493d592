package dev.dupabase.platform.owner;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.pool.PoolRefusal;
import dev.dupabase.platform.pool.ProjectPools;
import dev.dupabase.platform.project.Project;
import dev.dupabase.platform.project.ProjectReadiness;
import dev.dupabase.platform.provisioning.OwnerLogin;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Opens connections on which statements of a project's developers may run: as the project's owner
/// role, never as a superuser, each for one task and then thrown away, so that nothing a statement
/// leaves in a session meets another (contracts/platform.md §20-1, §20-20).
@Component
public class OwnerConnections {
    private static final String WRONG_PASSWORD = "28P01";
    private static final String NO_ROLE = "28000";
    private static final String NO_CONNECT = "42501";

    private final ProjectPools pools;
    private final OwnerLogin logins;
    private final ProjectReadiness readiness;

    OwnerConnections(ProjectPools pools, OwnerLogin logins, ProjectReadiness readiness) {
        this.pools = pools;
        this.logins = logins;
        this.readiness = readiness;
    }

    /// How a connection is to be.
    ///
    /// @param name as `pg_stat_activity` shows it
    /// @param statementTimeout enforced by the server, as far as statements do not set another;
    ///   zero: none
    /// @param maxResult how much of one answer may be held in memory
    public record Terms(String name, Duration statementTimeout, DataSize maxResult) {}

    /// Opens one.
    ///
    /// @throws ApiException if the project is not active or not ready, 503 if its database cannot
    ///   be reached now
    public OwnerConnection open(Project project, Terms terms) {
        readiness.require(project);
        try {
            return connect(project, logins.of(project), terms);
        } catch (SQLException e) {
            if (isRefusedLogin(e)) {
                return openAnew(project, terms);
            }
            throw unavailable(e);
        }
    }

    private OwnerConnection openAnew(Project project, Terms terms) {
        try {
            return connect(project, logins.renew(project), terms);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private OwnerConnection connect(Project project, OwnerLogin.Access access, Terms terms)
            throws SQLException {
        var connection =
                pools.open(
                        project.databaseName(),
                        access.user(),
                        access.password(),
                        terms.maxResult());
        try {
            return OwnerConnection.prepare(connection, access.role(), terms);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean isRefusedLogin(SQLException fault) {
        return switch (String.valueOf(fault.getSQLState())) {
            case WRONG_PASSWORD, NO_ROLE, NO_CONNECT -> true;
            default -> false;
        };
    }

    private static ApiException unavailable(SQLException fault) {
        if (fault instanceof PoolRefusal refusal) {
            return new ApiException(
                            CommonError.OVERLOADED, String.valueOf(refusal.getMessage()), fault)
                    .header("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
        }
        return new ApiException(
                CommonError.DATABASE_UNAVAILABLE, "the project's database is not reachable", fault);
    }
}
