package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Embedding;
import dev.dupabase.rest.plan.Node;
import dev.dupabase.rest.plan.Output;
import java.util.ArrayList;
import java.util.List;

/// Writes by what a node is grouped: every column that is no aggregate, every embed, every lifted
/// column that is none (contracts/rest.md Q29).
///
/// Columns go by their place in the select list, so that bound values in them need not be compared;
/// behind a `*` the place is unknown, and the name has to do.
final class GroupRenderer {
    private final List<Sql> terms = new ArrayList<>();
    private int place;
    private boolean placed = true;

    private GroupRenderer() {}

    static Sql groups(Node node) {
        if (!node.isGrouped()) {
            return Sql.EMPTY;
        }
        var groups = new GroupRenderer();
        node.outputs().forEach(output -> groups.add(node, output));
        node.embeddings().forEach(groups::add);
        return groups.terms.isEmpty()
                ? Sql.EMPTY
                : Sql.of(" group by {}", Sql.join(", ", groups.terms));
    }

    private void add(Node node, Output output) {
        switch (output) {
            case Output.Value value when value.aggregate() == null ->
                    addPlace(
                            value.name() == null
                                    ? ColumnRenderer.field(
                                            node.source().qualifier(), value.column())
                                    : Sql.identifier(value.name()));
            case Output.Value value -> place++;
            case Output.RowCount count -> place++;
            case Output.Mark(var name) -> addPlace(Sql.identifier(name));
            case Output.All all -> addAll(node.source().qualifier());
        }
    }

    private void add(Embedding embedding) {
        var rows = Sql.identifier(embedding.rowAlias());
        switch (embedding.shape()) {
            case OBJECT, ARRAY -> {
                if (!embedding.silent()) {
                    addPlace(Sql.identifier(embedding.name()));
                }
            }
            case SPREAD_ROW, SPREAD_ARRAYS -> {
                for (var column : embedding.spread()) {
                    if (column.column() == null) {
                        addAll(rows);
                    } else if (column.aggregate() == null) {
                        addPlace(Sql.of("{}.{}", rows, Sql.identifier(column.column())));
                    } else {
                        place++;
                    }
                }
            }
        }
    }

    private void addPlace(Sql otherwise) {
        place++;
        terms.add(placed ? Sql.number(place) : otherwise);
    }

    private void addAll(Sql qualifier) {
        placed = false;
        terms.add(Sql.of("{}.*", qualifier));
    }
}
