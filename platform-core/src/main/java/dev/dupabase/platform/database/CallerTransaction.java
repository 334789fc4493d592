package dev.dupabase.platform.database;

import java.sql.SQLException;

/// The transaction of a write, after its statement ran and before it ends.
public final class CallerTransaction {
    private final Wire wire;
    private boolean rolledBack;

    CallerTransaction(Wire wire) {
        this.wire = wire;
    }

    /// Work that looks at what came out and may decide against it.
    @FunctionalInterface
    public interface Work<T> {
        /// The transaction is committed afterwards, unless it was [#rollBack]ed or this throws.
        T run(CallerResult result, CallerTransaction transaction) throws SQLException;
    }

    /// Lets deferred constraints speak now.
    ///
    /// @throws SQLException if one is violated
    public void checkConstraints() throws SQLException {
        wire.send("set constraints all immediate");
    }

    /// Undoes everything when the work is done.
    public void rollBack() {
        rolledBack = true;
    }

    void end() throws SQLException {
        wire.send(rolledBack ? "rollback" : "commit");
    }
}
