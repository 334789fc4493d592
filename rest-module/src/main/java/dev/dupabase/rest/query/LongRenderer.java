package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Node;
import dev.dupabase.rest.plan.Node.Limits;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.Producer;
import dev.dupabase.rest.plan.Producer.BuiltIn;
import dev.dupabase.rest.schema.Routine.Returns;
import org.jspecify.annotations.Nullable;

/// Writes plans whose body may be long: one that gives up when it is, and one that yields it row by
/// row (docs/adr/0018-long-results.md). A pure function.
///
/// What either yields is byte for byte what [SqlRenderer] would have made.
public final class LongRenderer {
    /// Of rows, the number of them.
    public static final int ROWS = SqlRenderer.ROWS;

    /// Of rows, the row itself, from the second row of the result on.
    public static final int LINE = SqlRenderer.LOCATION;

    /// Of rows, the columns behind those that every statement has.
    public static final int BYTES = 5;

    public static final int LONGEST = 6;
    public static final int SEPARATOR = 7;
    public static final int HEAD = 8;

    /// What a statement may yield in one piece.
    ///
    /// @param bytes of the body
    public record Bounds(long rows, long bytes) {}

    private LongRenderer() {}

    /// Whether the body can be put together from its rows.
    public static boolean isDivisible(Producer producer) {
        return producer == BuiltIn.JSON
                || producer == BuiltIn.JSON_STRIPPED
                || producer == BuiltIn.CSV;
    }

    /// The columns of [SqlRenderer]. At most one row over the bound is looked at, and a body over
    /// the bound is null.
    ///
    /// PostgreSQL plans for all rows, as it would without the bound: told of it, it could search a
    /// whole index in the wanted order for the few rows that a filter leaves. Where there is
    /// nothing to choose, it is told, since that is cheaper.
    public static Sql bounded(Plan plan, Producer producer, Bounds bounds) {
        long most = bounds.rows() + 1;
        boolean choice = !plan.rows().filters().isEmpty() || !plan.rows().orderings().isEmpty();
        var parts =
                choice
                        ? SqlRenderer.parts(plan, plan.rows(), Sql.of("materialized "))
                        : SqlRenderer.parts(plan, first(most, plan.rows()), Sql.EMPTY);
        var renderer = new BodyRenderer(returns(plan), parts.rows());
        return Sql.of(
                "with {} select {} from (select * from {}{}) _postgrest_t",
                parts.expressions(),
                SqlRenderer.columns(
                        parts.total(),
                        SqlRenderer.ROW_COUNT,
                        Sql.of(
                                "case when pg_column_size({}) <= {} then {} end",
                                renderer.whole(producer),
                                Sql.number(bounds.bytes()),
                                renderer.body(producer))),
                parts.rows(),
                choice ? Sql.of(" limit {}", Sql.number(most)) : Sql.EMPTY);
    }

    private static Node first(long most, Node node) {
        return new Node(
                node.source(),
                node.outputs(),
                node.embeddings(),
                node.filters(),
                node.orderings(),
                new Limits(most, node.limits().offset()),
                node.keyset());
    }

    /// The first row has the columns of [SqlRenderer], with the body if that is within the bound,
    /// and what is needed to put it together if not: the number of bytes (null if they cannot be
    /// told), the length of the longest row, what stands between rows and what before the first.
    /// Then, of a longer body, a row follows for each of its rows.
    ///
    /// The rows are made once, and kept by PostgreSQL until they are fetched, so that all that can
    /// go wrong in them has done so, and all that is said about them is known, before the first one
    /// goes out.
    public static Sql rows(Plan plan, Producer producer, Bounds bounds) {
        var parts = SqlRenderer.parts(plan, plan.rows(), Sql.EMPTY);
        var renderer = new BodyRenderer(returns(plan), parts.rows());
        var inline = Sql.number(bounds.bytes());
        return Sql.of(
                """
                with {}, pgrst_lines as materialized (select {} as line from (select * from {}) _postgrest_t), \
                pgrst_size as materialized (select count(*) as lines, coalesce(sum(octet_length(line)), 0) as bytes, \
                coalesce(max(octet_length(line)), 0) as longest, {} as separator, {} as head from pgrst_lines) \
                select {}, case when getdatabaseencoding() = 'UTF8' then bytes end, longest, separator, head from pgrst_size \
                union all select null, null, line, null, null, null, null, null, null from pgrst_lines \
                where (select bytes from pgrst_size) > {}\
                """,
                parts.expressions(),
                renderer.line(producer),
                parts.rows(),
                renderer.separator(producer),
                renderer.head(producer),
                SqlRenderer.columns(
                        parts.total(),
                        Sql.of("lines"),
                        Sql.of(
                                "case when bytes <= {} then head || coalesce((select string_agg(line, separator) from pgrst_lines), '') || {} end",
                                inline,
                                renderer.tail(producer))),
                inline);
    }

    private static @Nullable Returns returns(Plan plan) {
        return plan instanceof Plan.Call call ? call.routine().returns() : null;
    }
}
