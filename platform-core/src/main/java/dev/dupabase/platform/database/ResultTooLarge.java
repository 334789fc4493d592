package dev.dupabase.platform.database;

import java.sql.SQLException;

/// A result, or one of its rows, is larger than may be held in memory (`POOL_MAX_RESULT`). The
/// connection is gone, and with it the transaction.
public final class ResultTooLarge extends SQLException {
    private static final long serialVersionUID = 1L;
    private static final String OUT_OF_MEMORY = "53200";

    private ResultTooLarge(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
    }

    /// The fault itself, unless it means this.
    static SQLException instead(SQLException fault) {
        return isMeant(fault) ? new ResultTooLarge(fault) : fault;
    }

    /// The driver tells it by its message only, and by itself, not the server, that it has no more
    /// memory.
    private static boolean isMeant(SQLException fault) {
        return String.valueOf(fault.getMessage()).contains("maxResultBuffer")
                || (OUT_OF_MEMORY.equals(fault.getSQLState())
                        && fault.getCause() instanceof OutOfMemoryError);
    }
}
