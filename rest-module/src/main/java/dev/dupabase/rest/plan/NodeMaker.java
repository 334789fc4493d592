package dev.dupabase.rest.plan;

import dev.dupabase.rest.plan.Embedding.Lifted;
import dev.dupabase.rest.plan.Embedding.Shape;
import dev.dupabase.rest.plan.Node.Limits;
import dev.dupabase.rest.request.Field;
import dev.dupabase.rest.request.SelectItem;
import dev.dupabase.rest.request.SelectItem.Aggregate;
import dev.dupabase.rest.request.SelectItem.Function;
import dev.dupabase.rest.schema.Relationship.ManyToMany;
import dev.dupabase.rest.schema.SchemaCache;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes nodes of resolved drafts: names columns, expands `*` where that is needed, and lifts the
/// aggregates of a spread to the node that the columns are spread into.
final class NodeMaker {
    private final SchemaCache cache;
    private final @Nullable Long maxRows;

    NodeMaker(SchemaCache cache, @Nullable Long maxRows) {
        this.cache = cache;
        this.maxRows = maxRows;
    }

    Node node(Draft root) {
        return make(root, false).node();
    }

    /// @param lifted if the node is a spread: what the parent takes of it
    private record Made(Node node, List<Lifted> lifted) {}

    /// @param grouped whether an ancestor is grouped
    private Made make(Draft draft, boolean grouped) {
        boolean expand = grouped || draft.isSpreadOfMany() || TreePlanner.spreadsAggregate(draft);
        var columns = new ColumnResolver(cache, draft.table);
        var outputs = outputs(draft, columns, expand || passesOn(draft));
        var embeddings = new ArrayList<Embedding>();
        for (var child : draft.children) {
            embeddings.add(embedding(child, make(child, expand)));
        }
        var lifted = new ArrayList<Lifted>();
        if (draft.kind == Draft.Kind.SPREAD) {
            lift(outputs, lifted);
            liftEmbeddings(embeddings, lifted);
        }
        return new Made(
                new Node(
                        source(draft),
                        outputs,
                        embeddings,
                        new FilterResolver(columns, draft).filters(),
                        orderings(draft, columns),
                        limits(draft)),
                lifted);
    }

    /// Whether it is a spread that has embeds besides its columns: `alias.*` would mean both.
    private static boolean passesOn(Draft draft) {
        return draft.kind == Draft.Kind.SPREAD && !draft.children.isEmpty();
    }

    private static Source source(Draft draft) {
        if (draft.source == null) {
            throw new IllegalStateException("not resolved: " + draft.name);
        }
        return draft.source;
    }

    private List<Output> outputs(Draft draft, ColumnResolver columns, boolean expand) {
        var outputs = new ArrayList<Output>();
        for (var item : draft.columns) {
            switch (item) {
                case SelectItem.AllColumns all -> {
                    if (draft.table != null && (expand || columns.hasRepresentations())) {
                        draft.table
                                .columns()
                                .keySet()
                                .forEach(name -> outputs.add(bare(columns, name)));
                    } else {
                        outputs.add(new Output.All());
                    }
                }
                case SelectItem.Column column -> outputs.add(value(columns, column));
                case SelectItem.CountRows(var alias, var cast) ->
                        outputs.add(new Output.RowCount(cast, alias == null ? "count" : alias));
                case SelectItem.Embed embed -> throw new IllegalStateException("not a column");
                case SelectItem.Spread spread -> throw new IllegalStateException("not a column");
            }
        }
        return outputs;
    }

    static Output.Value bare(ColumnResolver columns, String name) {
        var column = columns.output(Field.column(name));
        return new Output.Value(column, null, null, column.representation() == null ? null : name);
    }

    private static Output.Value value(ColumnResolver columns, SelectItem.Column column) {
        var resolved = columns.output(column.field());
        return new Output.Value(
                resolved, column.cast(), column.aggregate(), name(column, resolved));
    }

    /// Null if the column's own name will do.
    private static @Nullable String name(SelectItem.Column column, ColumnRef resolved) {
        if (column.alias() != null) {
            return column.alias();
        }
        if (column.aggregate() != null) {
            return column.aggregate().function().label();
        }
        var key = ColumnResolver.lastKey(column.field());
        if (key != null) {
            return key;
        }
        boolean plain =
                column.field().isColumn()
                        && column.cast() == null
                        && resolved.representation() == null;
        return plain ? null : column.field().name();
    }

    private Embedding embedding(Draft child, Made made) {
        var relationship = child.relationship;
        if (relationship == null) {
            throw new IllegalStateException("not resolved: " + child.name);
        }
        boolean spread = child.kind == Draft.Kind.SPREAD;
        var shape =
                relationship.toOne()
                        ? spread ? Shape.SPREAD_ROW : Shape.OBJECT
                        : spread ? Shape.SPREAD_ARRAYS : Shape.ARRAY;
        return new Embedding(
                made.node(),
                relationship,
                child.label(),
                child.rowAlias,
                relationship instanceof ManyToMany through
                        ? through.junction().name() + "_" + child.depth
                        : "",
                child.join,
                shape,
                child.isSilent(),
                made.lifted());
    }

    /// Aggregates are taken out of the spread's own columns: the parent applies them.
    private static void lift(List<Output> outputs, List<Lifted> lifted) {
        var taken = new HashSet<String>();
        for (int i = 0; i < outputs.size(); i++) {
            switch (outputs.get(i)) {
                case Output.All all -> lifted.add(new Lifted(null, "*", null));
                case Output.Value value when value.aggregate() != null -> {
                    var inside = unused(taken, value.label());
                    outputs.set(i, new Output.Value(value.column(), value.cast(), null, inside));
                    lifted.add(new Lifted(inside, value.label(), value.aggregate()));
                }
                case Output.Value value -> {
                    taken.add(value.label());
                    lifted.add(new Lifted(value.label(), value.label(), null));
                }
                case Output.RowCount count -> {
                    var inside = unused(taken, count.name());
                    outputs.set(i, new Output.Mark(inside));
                    lifted.add(
                            new Lifted(
                                    inside,
                                    count.name(),
                                    new Aggregate(Function.COUNT, count.cast())));
                }
                case Output.Mark mark -> throw new IllegalStateException("lifted twice");
            }
        }
    }

    private static String unused(Set<String> taken, String name) {
        var candidate = name;
        for (int i = 1; !taken.add(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    /// Embeds of the spread pass through it, and so do the columns of spreads inside of it.
    private static void liftEmbeddings(List<Embedding> embeddings, List<Lifted> lifted) {
        for (int i = 0; i < embeddings.size(); i++) {
            var embedding = embeddings.get(i);
            switch (embedding.shape()) {
                case OBJECT, ARRAY -> {
                    if (!embedding.silent()) {
                        lifted.add(new Lifted(embedding.name(), embedding.name(), null));
                    }
                }
                case SPREAD_ROW, SPREAD_ARRAYS -> {
                    var inside = new ArrayList<Lifted>();
                    for (var column : embedding.spread()) {
                        inside.add(new Lifted(column.column(), inner(column), null));
                        lifted.add(
                                new Lifted(
                                        column.column() == null ? null : inner(column),
                                        column.name(),
                                        column.aggregate()));
                    }
                    embeddings.set(i, withSpread(embedding, inside));
                }
            }
        }
    }

    /// What a column is called on the way up: an aggregated one keeps the name it has inside.
    private static String inner(Lifted column) {
        return column.aggregate() != null && column.column() != null
                ? column.column()
                : column.name();
    }

    private static Embedding withSpread(Embedding embedding, List<Lifted> spread) {
        return new Embedding(
                embedding.node(),
                embedding.relationship(),
                embedding.name(),
                embedding.rowAlias(),
                embedding.junctionAlias(),
                embedding.join(),
                embedding.shape(),
                embedding.silent(),
                spread);
    }

    private static List<Ordering> orderings(Draft draft, ColumnResolver columns) {
        var orderings = new ArrayList<Ordering>();
        for (var term : draft.order) {
            if (term.relation() == null) {
                orderings.add(
                        new Ordering(
                                null, columns.plain(term.field()), term.direction(), term.nulls()));
            } else {
                var related = draft.child(term.relation());
                if (related == null) {
                    throw new IllegalStateException("not embedded: " + term.relation());
                }
                orderings.add(
                        new Ordering(
                                related.rowAlias,
                                new ColumnResolver(columns.cache(), related.table)
                                        .plain(term.field()),
                                term.direction(),
                                term.nulls()));
            }
        }
        return orderings;
    }

    private Limits limits(Draft draft) {
        var limit = draft.window.limit();
        return new Limits(limit == null ? maxRows : limit, draft.window.offset());
    }
}
