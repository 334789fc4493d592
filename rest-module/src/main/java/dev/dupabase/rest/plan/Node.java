package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One level of the select tree, resolved.
///
/// @param filters all of them hold; trees first, then plain filters
/// @param orderings in order of weight
public record Node(
        Source source,
        List<Output> outputs,
        List<Embedding> embeddings,
        List<Filter> filters,
        List<Ordering> orderings,
        Limits limits) {
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
