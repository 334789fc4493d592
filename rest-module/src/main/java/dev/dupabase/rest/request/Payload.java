package dev.dupabase.rest.request;

import java.util.List;

/// Rows that come with a request, as JSON text whatever the client sent (CSV and forms are turned
/// into JSON with text values).
///
/// @param kind what the JSON text is
/// @param columns which keys are used: those of `columns=`, else all keys, sorted by code point
/// @param source where the columns come from
/// @param body the JSON text
public record Payload(Kind kind, List<String> columns, Source source, Slot body) {
    public Payload {
        columns = List.copyOf(columns);
    }

    /// The document's outermost value.
    public enum Kind {
        OBJECT,
        ARRAY
    }

    /// Where the columns come from.
    public enum Source {
        /// `columns=`: the body was not looked at and may be malformed.
        PARAMETER,
        /// The keys of the body, which are the same in every object.
        BODY
    }
}
