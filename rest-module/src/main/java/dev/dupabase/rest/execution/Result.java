package dev.dupabase.rest.execution;

import dev.dupabase.rest.body.ResultBody;
import dev.dupabase.rest.request.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came out of a request, for the response. Close it when the response is written.
///
/// @param media the negotiated type of the body
/// @param body null if none is to be sent: a write without representation, or a void function
/// @param isVoid whether a function returned nothing at all
/// @param rows on this page, or affected by the write
/// @param total without limit and offset; null if nobody counted
/// @param next if the rows are paged by a cursor, and more follow: what the last row has in the
///   terms of the order, as a JSON array
/// @param inserted whether a `PUT` or a merging insert made a new row; null for anything else
/// @param location the primary key of the one row inserted with `return=headers-only`, in the order
///   of its columns; else empty
/// @param conflictTarget whether an insert knows on which columns it may conflict
/// @param legacyNames embeds that were addressed by their relation's name
/// @param responseHeaders the text of `response.headers`; null if not set
/// @param responseStatus the text of `response.status`; null if not set
/// @param planNanos time spent planning and rendering
/// @param transactionNanos time spent in the database
public record Result(
        MediaType media,
        @Nullable ResultBody body,
        boolean isVoid,
        long rows,
        @Nullable Long total,
        @Nullable String next,
        @Nullable Boolean inserted,
        List<KeyValue> location,
        boolean conflictTarget,
        List<LegacyName> legacyNames,
        @Nullable String responseHeaders,
        @Nullable String responseStatus,
        long planNanos,
        long transactionNanos)
        implements AutoCloseable {
    public Result {
        location = List.copyOf(location);
        legacyNames = List.copyOf(legacyNames);
    }

    /// @param value null for an SQL NULL
    public record KeyValue(String column, @Nullable String value) {}

    /// @param name the relation's, as it stood in the query string
    /// @param alias what should have stood there
    public record LegacyName(String name, String alias) {}

    @Override
    public void close() {
        if (body != null) {
            body.close();
        }
    }
}
