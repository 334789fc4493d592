package dev.dupabase.platform.database;

import java.sql.SQLException;

/// The schema is no longer the one that a statement was made for. It did not run.
public final class SchemaMoved extends SQLException {
    private static final long serialVersionUID = 1L;
    private static final String INVALID_TEXT = "22P02";

    SchemaMoved(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
    }

    static boolean isMeant(SQLException e) {
        return INVALID_TEXT.equals(e.getSQLState())
                && String.valueOf(e.getMessage()).contains('"' + Prologue.MOVED);
    }
}
