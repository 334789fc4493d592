package dev.dupabase.platform.provisioning;

import dev.dupabase.platform.project.ProjectRef;
import java.sql.Connection;
import java.sql.SQLException;

/// Lets one instance at a time work on a project's objects. The lock ends with the connection, so a
/// crashed instance holds none.
final class SagaLock {
    private static final String TRY =
            "select pg_try_advisory_lock(hashtextextended('dupabase.project.' || ?, 0))";
    private static final String WAIT =
            "select pg_advisory_lock(hashtextextended('dupabase.project.' || ?, 0))";

    private SagaLock() {}

    static boolean tryTake(Connection connection, ProjectRef ref) throws SQLException {
        try (var statement = connection.prepareStatement(TRY)) {
            statement.setString(1, ref.value());
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    static void take(Connection connection, ProjectRef ref) throws SQLException {
        try (var statement = connection.prepareStatement(WAIT)) {
            statement.setString(1, ref.value());
            statement.execute();
        }
    }
}
