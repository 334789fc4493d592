package dev.dupabase.rest.plan;

import dev.dupabase.rest.schema.Relationship;
import dev.dupabase.rest.schema.Relationship.ColumnPair;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which columns a write or a call must yield, so that the node over it finds what it needs
/// (contracts/rest.md X32, R21).
final class ReturnedColumns {
    private final Set<String> names = new LinkedHashSet<>();
    private boolean all;

    private ReturnedColumns() {}

    /// Of a write: what is selected, what embeds join by, and the primary key. `*` alone if all are
    /// needed.
    static List<String> ofWrite(Node node, List<String> primaryKey) {
        var needed = new ReturnedColumns();
        needed.addOutputs(node);
        needed.addEmbeddings(node);
        needed.names.addAll(primaryKey);
        return needed.all ? List.of("*") : List.copyOf(needed.names);
    }

    /// Of a call: what the node mentions. Empty if all are needed.
    static List<String> ofCall(Node node) {
        var needed = new ReturnedColumns();
        needed.addOutputs(node);
        needed.addEmbeddings(node);
        if (needed.all || needed.names.isEmpty()) {
            return List.of();
        }
        node.filters().forEach(needed::addFilter);
        for (var ordering : node.orderings()) {
            if (ordering.rowAlias() == null) {
                needed.names.add(ordering.column().name());
            }
        }
        return List.copyOf(needed.names);
    }

    private void addOutputs(Node node) {
        for (var output : node.outputs()) {
            switch (output) {
                case Output.All everything -> all = true;
                case Output.Value value -> names.add(value.column().name());
                case Output.RowCount count -> {}
                case Output.Mark mark -> {}
            }
        }
    }

    private void addEmbeddings(Node node) {
        for (var embedding : node.embeddings()) {
            switch (embedding.relationship()) {
                case Relationship.Direct direct ->
                        direct.columns().stream().map(ColumnPair::origin).forEach(names::add);
                case Relationship.ManyToMany through ->
                        through.originColumns().stream()
                                .map(ColumnPair::origin)
                                .forEach(names::add);
                case Relationship.Computed computed -> all = true;
            }
        }
    }

    private void addFilter(Filter filter) {
        switch (filter) {
            case Filter.Test test -> names.add(test.column().name());
            case Filter.Embedded embedded -> {}
            case Filter.Not(var inner) -> addFilter(inner);
            case Filter.And(var terms) -> terms.forEach(this::addFilter);
            case Filter.Or(var terms) -> terms.forEach(this::addFilter);
        }
    }
}
