package dev.dupabase.admin.studio.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/// Where in a script a fault is.
///
/// @param position from 1, in UTF-16 units; null if PostgreSQL names no place
/// @param line from 1
record FaultPlace(@Nullable Integer position, @Nullable Integer line) {
    /// @param prefix how many characters of ours stood before the statement
    static FaultPlace of(
            SQLException fault, String script, SqlScript.Statement statement, int prefix) {
        var message = fault instanceof PSQLException server ? server.getServerErrorMessage() : null;
        int place = message == null ? 0 : message.getPosition();
        if (place <= prefix) {
            return new FaultPlace(null, lineOf(script, statement.offset()));
        }
        int points =
                Math.min(
                        place - prefix - 1,
                        statement.text().codePointCount(0, statement.text().length()));
        int offset = statement.offset() + statement.text().offsetByCodePoints(0, points);
        return new FaultPlace(offset + 1, lineOf(script, offset));
    }

    static FaultPlace atStart(String script, SqlScript.Statement statement) {
        return new FaultPlace(statement.offset() + 1, lineOf(script, statement.offset()));
    }

    private static int lineOf(String script, int offset) {
        return 1 + (int) script.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
