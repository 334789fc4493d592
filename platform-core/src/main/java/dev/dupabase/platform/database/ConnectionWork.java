package dev.dupabase.platform.database;

import java.sql.Connection;
import java.sql.SQLException;

/// Work on one connection.
@FunctionalInterface
public interface ConnectionWork<T> {
    T run(Connection connection) throws SQLException;
}
