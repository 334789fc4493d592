package dev.dupabase.rest.request;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the `Prefer` headers said (contracts/rest.md §3): of each kind the first, null if absent.
///
/// @param maxAffected null also if it was not a whole number
/// @param unknown tokens nobody understands, in the order of the request
/// @param honoured tokens that PostgREST does not know, but this request heeds
public record Preferences(
        @Nullable Resolution resolution,
        @Nullable Missing missing,
        @Nullable Return returning,
        @Nullable Count count,
        @Nullable TransactionEnd transactionEnd,
        @Nullable Handling handling,
        @Nullable String timezone,
        @Nullable Long maxAffected,
        List<String> unknown,
        List<String> honoured) {
    public static final Preferences NONE =
            new Preferences(null, null, null, null, null, null, null, null, List.of(), List.of());

    public Preferences {
        unknown = List.copyOf(unknown);
        honoured = List.copyOf(honoured);
    }

    /// The same if a request does understand that token.
    public Preferences honouring(String token) {
        var ours = new ArrayList<>(honoured);
        ours.add(token);
        return with(others(token), ours);
    }

    /// The same without that token.
    public Preferences without(String token) {
        return with(others(token), honoured);
    }

    private List<String> others(String token) {
        return unknown.stream().filter(one -> !one.equals(token)).toList();
    }

    private Preferences with(List<String> strangers, List<String> ours) {
        return new Preferences(
                resolution,
                missing,
                returning,
                count,
                transactionEnd,
                handling,
                timezone,
                maxAffected,
                strangers,
                ours);
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
