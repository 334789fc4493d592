package dev.dupabase.rest.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the `Prefer` headers said (contracts/rest.md §3): of each kind the first, null if absent.
///
/// @param maxAffected null also if it was not a whole number
/// @param unknown tokens nobody understands, in the order of the request
public record Preferences(
        @Nullable Resolution resolution,
        @Nullable Missing missing,
        @Nullable Return returning,
        @Nullable Count count,
        @Nullable TransactionEnd transactionEnd,
        @Nullable Handling handling,
        @Nullable String timezone,
        @Nullable Long maxAffected,
        List<String> unknown) {
    public static final Preferences NONE =
            new Preferences(null, null, null, null, null, null, null, null, List.of());

    public Preferences {
        unknown = List.copyOf(unknown);
    }

    /// The same if somebody does understand that token.
    public Preferences knowing(String token) {
        return new Preferences(
                resolution,
                missing,
                returning,
                count,
                transactionEnd,
                handling,
                timezone,
                maxAffected,
                unknown.stream().filter(one -> !one.equals(token)).toList());
    }

    public boolean isStrict() {
        return handling == Handling.STRICT;
    }

    /// What happens to a row that is there already.
    public enum Resolution {
        MERGE_DUPLICATES,
        IGNORE_DUPLICATES
    }

    /// What a column gets whose key an object lacks.
    public enum Missing {
        NULL,
        DEFAULT
    }

    /// What a write answers.
    public enum Return {
        MINIMAL,
        HEADERS_ONLY,
        REPRESENTATION
    }

    /// How the rows are counted.
    public enum Count {
        EXACT,
        PLANNED,
        ESTIMATED
    }

    /// How the transaction ends.
    public enum TransactionEnd {
        COMMIT,
        ROLLBACK
    }

    /// What becomes of preferences that are not understood.
    public enum Handling {
        STRICT,
        LENIENT
    }
}
