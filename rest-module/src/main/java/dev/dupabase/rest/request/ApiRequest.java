package dev.dupabase.rest.request;

import dev.dupabase.rest.request.Preferences.Count;
import dev.dupabase.rest.request.Preferences.Missing;
import dev.dupabase.rest.request.Preferences.Resolution;
import dev.dupabase.rest.request.Preferences.Return;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shape of a request: everything that decides which SQL answers it, and nothing else. The
/// values are in [RestCall#values]; here stand [Slot]s. Equal shapes have equal plans.
public sealed interface ApiRequest {
    /// The schema chosen by the profile header; one of `db_schemas`.
    String schema();

    /// What the client accepts, best first.
    List<MediaType> accept();

    /// `GET` and `HEAD` of a relation.
    ///
    /// @param start if the rows are paged by a cursor; null if they are not
    record ReadRequest(
            String schema,
            String relation,
            Query query,
            @Nullable PageStart start,
            @Nullable Count count,
            List<MediaType> accept,
            Body body)
            implements ApiRequest {}

    /// `POST` to a relation.
    ///
    /// @param conflictColumns `on_conflict=`; null if absent
    /// @param resolution null for a plain insert
    /// @param nested what the objects hold that may be rows of other relations; null if nobody
    ///   asked for that
    record InsertRequest(
            String schema,
            String relation,
            Query query,
            Payload payload,
            @Nullable List<Nested> nested,
            @Nullable List<String> conflictColumns,
            @Nullable Resolution resolution,
            Missing missing,
            Return returning,
            @Nullable Count count,
            List<MediaType> accept)
            implements ApiRequest {}

    /// `PATCH`: root filters and trees of the query choose the rows, those with a path shape the
    /// representation.
    ///
    /// @param byKey if each element of the payload changes the rows that have its key; null if the
    ///   payload's values go to all rows
    record UpdateRequest(
            String schema,
            String relation,
            Query query,
            Payload payload,
            @Nullable ByKey byKey,
            Missing missing,
            Return returning,
            @Nullable Count count,
            List<MediaType> accept)
            implements ApiRequest {}

    /// `PUT`: one row by its primary key.
    record UpsertRequest(
            String schema,
            String relation,
            Query query,
            Payload payload,
            Return returning,
            List<MediaType> accept)
            implements ApiRequest {}

    /// `DELETE`.
    record DeleteRequest(
            String schema,
            String relation,
            Query query,
            Return returning,
            @Nullable Count count,
            List<MediaType> accept)
            implements ApiRequest {}

    /// `GET`, `HEAD` and `POST` of `/rpc/…`, and of the root if `db_root_spec` is set.
    ///
    /// @param access `GET` and `HEAD` never write
    record CallRequest(
            String schema,
            String function,
            Query query,
            Arguments arguments,
            Access access,
            @Nullable Count count,
            List<MediaType> accept,
            Body body)
            implements ApiRequest {}

    /// The root: what there is in the schema (contracts/rest.md §9).
    record DescribeRequest(String schema, List<MediaType> accept, Body body)
            implements ApiRequest {}

    /// Rows that are found by some of their columns.
    ///
    /// @param columns `on_conflict=`; null for the primary key
    record ByKey(@Nullable List<String> columns) {}

    /// Whether a body is wanted.
    enum Body {
        SENT,
        /// `HEAD`
        OMITTED
    }

    /// Whether a call may write.
    enum Access {
        /// `GET` and `HEAD`: always a read-only transaction.
        READ_ONLY,
        /// `POST`: as the function's volatility says.
        BY_VOLATILITY
    }
}
