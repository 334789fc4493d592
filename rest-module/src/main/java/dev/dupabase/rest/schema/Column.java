package dev.dupabase.rest.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column of a relation (contracts/rest.md S6–S10).
///
/// @param type as `format_type` spells it, a domain over a built-in type resolved to that, no
///   length for built-in types
/// @param nominalType as declared, with domain and length
/// @param maxLength in characters or bits; null if unlimited
/// @param defaultExpression SQL; null if there is none
/// @param labels of an enum, in order; empty for other types
public record Column(
        String name,
        @Nullable String description,
        boolean nullable,
        String type,
        String nominalType,
        @Nullable Integer maxLength,
        @Nullable String defaultExpression,
        List<String> labels) {

    /// Whether arrows work on it without a conversion.
    public boolean isJson() {
        return type.equals("json") || type.equals("jsonb");
    }

    public boolean isTextSearchVector() {
        return type.equals("tsvector");
    }
}
