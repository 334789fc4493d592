package dev.dupabase.platform.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the statements of a caller returned.
///
/// @param schemaVersion as it was when they ran; null if the database keeps none
/// @param results one for each statement of the [CallerStatement]
public record CallerResult(@Nullable Long schemaVersion, List<ResultRows> results) {
    /// The result of the last statement.
    public ResultRows last() {
        return results.getLast();
    }
}
