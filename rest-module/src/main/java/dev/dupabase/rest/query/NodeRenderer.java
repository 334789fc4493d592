package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Embedding;
import dev.dupabase.rest.plan.Embedding.Lifted;
import dev.dupabase.rest.plan.Embedding.Shape;
import dev.dupabase.rest.plan.Filter;
import dev.dupabase.rest.plan.Keyset;
import dev.dupabase.rest.plan.Node;
import dev.dupabase.rest.plan.Node.Limits;
import dev.dupabase.rest.plan.Ordering;
import dev.dupabase.rest.plan.Source;
import dev.dupabase.rest.request.SelectItem.Join;
import dev.dupabase.rest.schema.Relationship;
import dev.dupabase.rest.schema.Relationship.ColumnPair;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the query of a node: its own columns, then its embeds, each joined laterally.
final class NodeRenderer {
    private static final Sql SOURCE = Sql.identifier("pgrst_source");

    private NodeRenderer() {}

    static Sql query(Node node) {
        return query(node, null, null);
    }

    /// @param as how the node is embedded; null for the root
    private static Sql query(Node node, @Nullable Embedding as, @Nullable Source parent) {
        var filters = new FilterRenderer(node.source().qualifier(), FilterRenderer::joined);
        return Sql.of(
                "select {} from {}{}{}{}{}{}",
                Sql.join(", ", selection(node, as)),
                from(node.source(), as),
                joins(node),
                where(filters.renderAll(node.filters()), conditions(node, as, parent)),
                GroupRenderer.groups(node),
                order(node),
                limits(node));
    }

    private static List<Sql> selection(Node node, @Nullable Embedding as) {
        var selection = new ArrayList<Sql>();
        for (var output : node.outputs()) {
            selection.add(ColumnRenderer.output(node.source().qualifier(), output));
        }
        for (var embedding : node.embeddings()) {
            selection.addAll(shown(embedding));
        }
        if (selection.isEmpty() && as != null) {
            selection.add(Sql.of("1"));
        }
        return selection;
    }

    /// What an embed adds to the columns of its parent.
    private static List<Sql> shown(Embedding embedding) {
        var rows = Sql.identifier(embedding.rowAlias());
        return switch (embedding.shape()) {
            case OBJECT ->
                    embedding.silent()
                            ? List.of()
                            : List.of(
                                    Sql.of(
                                            "row_to_json({}.*)::jsonb as {}",
                                            rows,
                                            Sql.identifier(embedding.name())));
            case ARRAY ->
                    embedding.silent()
                            ? List.of()
                            : List.of(
                                    Sql.of(
                                            "coalesce({}.{}, '[]') as {}",
                                            rows,
                                            rows,
                                            Sql.identifier(embedding.name())));
            case SPREAD_ROW ->
                    embedding.spread().stream().map(column -> lifted(rows, column)).toList();
            case SPREAD_ARRAYS ->
                    embedding.spread().stream().map(column -> liftedArray(rows, column)).toList();
        };
    }

    private static Sql lifted(Sql rows, Lifted column) {
        return column.column() == null
                ? Sql.of("{}.*", rows)
                : ColumnRenderer.named(
                        ColumnRenderer.aggregated(
                                Sql.of("{}.{}", rows, Sql.identifier(column.column())),
                                column.aggregate()),
                        column.name());
    }

    private static Sql liftedArray(Sql rows, Lifted column) {
        return column.column() == null
                ? Sql.of("{}.*", rows)
                : Sql.of(
                        "coalesce({}.{}, '[]') as {}",
                        rows,
                        Sql.identifier(column.column()),
                        Sql.identifier(column.name()));
    }

    private static Sql from(Source source, @Nullable Embedding as) {
        var rows =
                switch (source) {
                    case Source.Relation(var name) -> name.sql();
                    case Source.Preceding(var alias) ->
                            Sql.of("{} as {}", SOURCE, Sql.identifier(alias));
                    case Source.Embedded(var name, var alias) ->
                            Sql.of("{} as {}", name.sql(), Sql.identifier(alias));
                    case Source.Computed(var function, var argument, var type, var alias) ->
                            Sql.of(
                                    "{}({}::{}) as {}",
                                    function.sql(),
                                    Sql.identifier(argument),
                                    type.sql(),
                                    Sql.identifier(alias));
                };
        return as != null && as.relationship() instanceof Relationship.ManyToMany through
                ? Sql.of(
                        "{}, {} as {}",
                        rows,
                        through.junction().sql(),
                        Sql.identifier(as.junctionAlias()))
                : rows;
    }

    private static Sql joins(Node node) {
        var joins = new ArrayList<Sql>();
        for (var embedding : node.embeddings()) {
            joins.add(join(embedding, node.source()));
        }
        return Sql.join("", joins);
    }

    private static Sql join(Embedding embedding, Source parent) {
        var rows = Sql.identifier(embedding.rowAlias());
        var inner = embedding.join() == Join.INNER;
        var query = query(embedding.node(), embedding, parent);
        boolean aggregated =
                embedding.shape() == Shape.ARRAY || embedding.shape() == Shape.SPREAD_ARRAYS;
        return Sql.of(
                "{} join lateral ({}) as {} on {}",
                inner ? Sql.of(" inner") : Sql.of(" left"),
                aggregated ? aggregate(embedding, rows, query) : query,
                rows,
                inner && aggregated ? Sql.of("{} is not null", rows) : Sql.of("true"));
    }

    /// All rows as one array, under the name of the join, which so also tells whether there are
    /// any.
    private static Sql aggregate(Embedding embedding, Sql rows, Sql query) {
        var columns = new ArrayList<Sql>();
        columns.add(Sql.of("json_agg({})::jsonb as {}", rows, rows));
        if (embedding.shape() == Shape.SPREAD_ARRAYS) {
            for (var column : embedding.spread()) {
                if (column.column() != null) {
                    var name = Sql.identifier(column.column());
                    columns.add(Sql.of("json_agg({}.{})::jsonb as {}", rows, name, name));
                }
            }
        }
        return Sql.of("select {} from ({}) as {}", Sql.join(", ", columns), query, rows);
    }

    private static List<Sql> conditions(
            Node node, @Nullable Embedding as, @Nullable Source parent) {
        return as == null || parent == null
                ? KeysetRenderer.behind(node)
                : joinConditions(node, as, parent);
    }

    /// What ties the rows of an embed to the row of its parent.
    private static List<Sql> joinConditions(Node node, Embedding as, Source parent) {
        var own = node.source().qualifier();
        return switch (as.relationship()) {
            case Relationship.Direct direct ->
                    equalities(parent.qualifier(), own, direct.columns());
            case Relationship.ManyToMany through -> {
                var junction = Sql.identifier(as.junctionAlias());
                var both = new ArrayList<Sql>();
                both.addAll(equalities(parent.qualifier(), junction, through.originColumns()));
                both.addAll(equalities(own, junction, through.targetColumns()));
                yield both;
            }
            case Relationship.Computed computed -> List.of();
        };
    }

    private static List<Sql> equalities(Sql one, Sql other, List<ColumnPair> pairs) {
        return pairs.stream()
                .map(pair ->
                        Sql.of(
                                "{}.{} = {}.{}",
                                other,
                                Sql.identifier(pair.target()),
                                one,
                                Sql.identifier(pair.origin())))
                .toList();
    }

    static Sql where(List<Sql> filters, List<Sql> conditions) {
        var all = new ArrayList<Sql>(filters);
        all.addAll(conditions);
        return all.isEmpty() ? Sql.EMPTY : Sql.of(" where {}", Sql.join(" and ", all));
    }

    private static Sql order(Node node) {
        if (node.orderings().isEmpty()) {
            return Sql.EMPTY;
        }
        var terms =
                node.orderings().stream()
                        .map(ordering -> term(node.source().qualifier(), ordering))
                        .toList();
        return Sql.of(" order by {}", Sql.join(", ", terms));
    }

    private static Sql term(Sql own, Ordering ordering) {
        var qualifier = ordering.rowAlias() == null ? own : Sql.identifier(ordering.rowAlias());
        var term = ColumnRenderer.field(qualifier, ordering.column());
        if (ordering.direction() != null) {
            term = Sql.of("{} {}", term, ordering.direction().sql());
        }
        return ordering.nulls() == null ? term : Sql.of("{} {}", term, ordering.nulls().sql());
    }

    /// The place of the last row of a page, and of the one behind it if there is one.
    static Sql edge(Node node, Keyset keyset) {
        var needed = node.withoutIdleEmbeds();
        var filters = new FilterRenderer(needed.source().qualifier(), FilterRenderer::joined);
        return Sql.of(
                "select {} as pgrst_place from {}{}{}{} offset greatest({} - 1, 0) limit 2",
                KeysetRenderer.place(needed, keyset),
                from(needed.source(), null),
                joins(needed),
                where(filters.renderAll(needed.filters()), KeysetRenderer.behind(needed)),
                order(needed),
                KeysetRenderer.size(needed));
    }

    private static Sql limits(Node node) {
        return node.keyset() == null
                ? limits(node.limits())
                : Sql.of(" limit {}", KeysetRenderer.size(node));
    }

    private static Sql limits(Limits limits) {
        var limit =
                limits.limit() == null ? Sql.EMPTY : Sql.of(" limit {}", Sql.value(limits.limit()));
        return limits.offset() == null
                ? limit
                : Sql.of("{} offset {}", limit, Sql.value(limits.offset()));
    }

    /// One row for each row of the node, whatever the window, and nothing in it.
    static Sql count(Node node) {
        return count(node, null, null);
    }

    private static Sql count(Node node, @Nullable Embedding as, @Nullable Source parent) {
        var filters =
                new FilterRenderer(node.source().qualifier(), asked -> exists(node, asked))
                        .renderAll(node.filters());
        var conditions =
                new ArrayList<Sql>(
                        as == null || parent == null
                                ? List.of()
                                : joinConditions(node, as, parent));
        for (var embedding : node.embeddings()) {
            if (embedding.join() == Join.INNER) {
                conditions.add(
                        Sql.of("exists ({})", count(embedding.node(), embedding, node.source())));
            }
        }
        return Sql.of("select 1 from {}{}", from(node.source(), as), where(filters, conditions));
    }

    private static Sql exists(Node node, Filter.Embedded asked) {
        var embedding = node.embedding(asked.rowAlias());
        var rows = count(embedding.node(), embedding, node.source());
        return asked.presence() == Filter.Presence.PRESENT
                ? Sql.of("exists ({})", rows)
                : Sql.of("not exists ({})", rows);
    }
}
