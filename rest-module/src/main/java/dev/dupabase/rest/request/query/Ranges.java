package dev.dupabase.rest.request.query;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.error.RestError;
import org.jspecify.annotations.Nullable;

/// The window of the root, from `limit`, `offset` and the `Range` header (contracts/rest.md §4.1).
///
/// @param offset the first row wanted
/// @param limit how many; null for all that follow
record Ranges(long offset, @Nullable Long limit) {
    private static final Ranges EVERYTHING = new Ranges(0, null);
    private static final String NEGATIVE_LIMIT = "Limit should be greater than or equal to zero.";
    private static final String BOUNDARIES =
            "The lower boundary must be lower than or equal to the upper boundary in the Range"
                    + " header.";

    boolean isEverything() {
        return offset == 0 && limit == null;
    }

    /// @param header the `Range` header, null where it does not count
    static Ranges of(@Nullable Long limit, @Nullable Long offset, @Nullable String header) {
        if (limit != null && limit == 0) {
            return new Ranges(0, 0L);
        }
        var fromHeader = fromHeader(header);
        if (limit != null && limit < 0) {
            throw refusal(NEGATIVE_LIMIT);
        }
        long first = offset == null || offset < 0 ? 0 : offset;
        return new Ranges(first, limit).intersect(fromHeader);
    }

    /// Digits, a dash, perhaps digits; anything else is ignored.
    private static Ranges fromHeader(@Nullable String header) {
        int dash = header == null ? -1 : header.indexOf('-');
        if (header == null || dash <= 0) {
            return EVERYTHING;
        }
        var first = number(header.substring(0, dash));
        var upper = header.substring(dash + 1);
        var last = number(upper);
        if (first == null || upper.startsWith("-") || (last == null && !upper.isEmpty())) {
            return EVERYTHING;
        }
        if (last == null) {
            return new Ranges(first, null);
        }
        if (last < first) {
            throw refusal(BOUNDARIES);
        }
        return new Ranges(first, last - first + 1);
    }

    private Ranges intersect(Ranges other) {
        if (other.isEverything()) {
            return this;
        }
        long first = Math.max(offset, other.offset);
        long end = Math.min(end(), other.end());
        if (end <= first) {
            throw refusal(NEGATIVE_LIMIT);
        }
        return new Ranges(first, end == Long.MAX_VALUE ? null : end - first);
    }

    private long end() {
        return limit == null || limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
    }

    /// A decimal number, perhaps negative; null for anything else. What is too large for PostgreSQL
    /// is cut.
    static @Nullable Long number(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        if (text.length() == digits) {
            return null;
        }
        for (int i = digits; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        return text.length() < 19
                ? Long.parseLong(text)
                : (digits == 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
    }

    private static ApiException refusal(String details) {
        return RestError.RANGE.because("Requested range not satisfiable").details(details);
    }
}
