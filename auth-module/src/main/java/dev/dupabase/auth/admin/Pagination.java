package dev.dupabase.auth.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// How to go on with a list that is read by key.
///
/// @param nextCursor of the rows behind these; null: there are none
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Pagination(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor, boolean hasMore) {
    /// @param rows one more than the page holds, if there are more
    public static <T> Pagination of(
            List<T> rows, Cursor cursor, Function<T, Cursor.Position> position) {
        return rows.size() <= cursor.size()
                ? new Pagination(null, false)
                : new Pagination(position.apply(rows.get(cursor.size() - 1)).text(), true);
    }
}
