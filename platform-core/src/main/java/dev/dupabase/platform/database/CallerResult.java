package dev.dupabase.platform.database;

import java.util.List;

/// What the statements of a caller returned.
///
/// @param results one for each statement of the [CallerStatement]
public record CallerResult(List<ResultRows> results) {
    /// The result of the last statement.
    public ResultRows last() {
        return results.getLast();
    }
}
