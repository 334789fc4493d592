package dev.dupabase.rest.schema;

import org.jspecify.annotations.Nullable;

/// A function or aggregate that produces a media type (contracts/rest.md H39–H44).
///
/// @param mediaType lower case, such as `text/html` or `*/*`
/// @param function the aggregate to apply, or the function whose own result is the body
/// @param aggregate whether rows are aggregated by it
/// @param relation whose rows the aggregate takes; null for those of any element
/// @param binary whether the body is `bytea`
public record MediaHandler(
        String mediaType,
        QualifiedName function,
        boolean aggregate,
        @Nullable QualifiedName relation,
        boolean binary) {}
