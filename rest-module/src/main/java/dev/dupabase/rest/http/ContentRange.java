package dev.dupabase.rest.http;

import org.jspecify.annotations.Nullable;

/// Which rows a response holds, as `Content-Range` tells it (contracts/rest.md §4.2).
///
/// @param offset of the first row
/// @param rows how many there are
/// @param total of all rows; null if not counted
record ContentRange(long offset, long rows, @Nullable Long total) {
    /// Only the number of rows, as for inserts and deletes.
    static String ofCount(@Nullable Long total) {
        return "*/" + (total == null ? "*" : total);
    }

    boolean isBeyondEnd() {
        return total != null && offset > total;
    }

    /// Whether there are rows that are not on this page.
    boolean isPartial() {
        return total != null && rows < total;
    }

    @Override
    public String toString() {
        if (rows == 0 || (total != null && (total == 0 || offset > total))) {
            return ofCount(total);
        }
        return offset + "-" + (offset + rows - 1) + "/" + (total == null ? "*" : total);
    }
}
