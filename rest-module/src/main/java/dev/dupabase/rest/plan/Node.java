package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.SelectItem.Join;
import dev.dupabase.rest.request.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One level of the select tree, resolved.
///
/// @param filters all of them hold; trees first, then plain filters
/// @param orderings in order of weight
/// @param keyset if the node is paged by what its rows hold; null if it is not
public record Node(
        Source source,
        List<Output> outputs,
        List<Embedding> embeddings,
        List<Filter> filters,
        List<Ordering> orderings,
        Limits limits,
        @Nullable Keyset keyset) {
    /// One that is not paged by a cursor.
    public Node(
            Source source,
            List<Output> outputs,
            List<Embedding> embeddings,
            List<Filter> filters,
            List<Ordering> orderings,
            Limits limits) {
        this(source, outputs, embeddings, filters, orderings, limits, null);
    }

    public Node {
        outputs = List.copyOf(outputs);
        embeddings = List.copyOf(embeddings);
        filters = List.copyOf(filters);
        orderings = List.copyOf(orderings);
    }

    /// Which of the rows are wanted.
    ///
    /// @param limit a [Slot], or a number that settings demand; null for all
    /// @param offset null for none
    public record Limits(@Nullable Object limit, @Nullable Slot offset) {
        public static final Limits NONE = new Limits(null, null);

        public boolean isNone() {
            return limit == null && offset == null;
        }
    }

    Node paged(Keyset by) {
        return new Node(source, outputs, embeddings, filters, by.orderings(), limits, by);
    }

    /// Without the embeds that do not bear on which rows there are and in which order.
    public Node withoutIdleEmbeds() {
        var needed =
                embeddings.stream()
                        .filter(embedding ->
                                embedding.join() == Join.INNER || isMentioned(embedding.rowAlias()))
                        .toList();
        return new Node(source, outputs, needed, filters, orderings, limits, keyset);
    }

    private boolean isMentioned(String rowAlias) {
        return orderings.stream().anyMatch(ordering -> rowAlias.equals(ordering.rowAlias()))
                || filters.stream().anyMatch(filter -> mentions(filter, rowAlias));
    }

    private static boolean mentions(Filter filter, String rowAlias) {
        return switch (filter) {
            case Filter.Test test -> false;
            case Filter.Embedded embedded -> embedded.rowAlias().equals(rowAlias);
            case Filter.Not(var inner) -> mentions(inner, rowAlias);
            case Filter.And(var terms) -> terms.stream().anyMatch(term -> mentions(term, rowAlias));
            case Filter.Or(var terms) -> terms.stream().anyMatch(term -> mentions(term, rowAlias));
        };
    }

    /// Whether rows are grouped: some column of the node, or of a spread in it, is an aggregate.
    public boolean isGrouped() {
        return outputs.stream().anyMatch(Node::isAggregate)
                || embeddings.stream()
                        .flatMap(e -> e.spread().stream())
                        .anyMatch(lifted -> lifted.aggregate() != null);
    }

    static boolean isAggregate(Output output) {
        return switch (output) {
            case Output.Value value -> value.aggregate() != null;
            case Output.RowCount count -> true;
            case Output.All all -> false;
            case Output.Mark mark -> false;
        };
    }

    /// The embed whose joined rows go by that alias.
    public Embedding embedding(String rowAlias) {
        for (var embedding : embeddings) {
            if (embedding.rowAlias().equals(rowAlias)) {
                return embedding;
            }
        }
        throw new IllegalArgumentException("no embed " + rowAlias);
    }
}
