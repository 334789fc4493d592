package dev.dupabase.rest.execution;

import dev.dupabase.rest.plan.Plan.LegacyName;
import dev.dupabase.rest.request.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came out of a request.
///
/// @param media what was agreed on
/// @param body null if none was asked for, or the function returns nothing
/// @param rows how many came out; of a function that returns one thing always 1
/// @param total null if it was not counted
/// @param inserted of `PUT` and merging inserts: whether a row was new; else null
/// @param location names and values of the key of the one row that was inserted
/// @param conflictTarget whether an insert knows by what to recognize duplicates
/// @param legacyNames embeds addressed by the name of their relation although they have an alias
/// @param responseHeaders as SQL set them
/// @param responseStatus as SQL set it
public record Result(
        MediaType media,
        @Nullable Body body,
        long rows,
        @Nullable Long total,
        @Nullable Boolean inserted,
        List<LocationPart> location,
        boolean conflictTarget,
        List<LegacyName> legacyNames,
        @Nullable String responseHeaders,
        @Nullable String responseStatus,
        long planNanos,
        long transactionNanos) {

    /// A column of the key.
    public record LocationPart(String column, @Nullable String value) {}
}
