package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Node;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.Plan.Change;
import dev.dupabase.rest.plan.Producer;
import dev.dupabase.rest.plan.Producer.BuiltIn;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.MediaType.PlanFormat;
import dev.dupabase.rest.request.Preferences.Count;
import dev.dupabase.rest.request.Preferences.Return;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a plan as one statement that yields one row (contracts/rest.md §6): the total, the number
/// of rows, of writes the parts of `Location`, the body, headers and status as SQL set them, and of
/// writes the number of rows that are new. A pure function.
public final class SqlRenderer {
    /// The columns that every statement has.
    public static final int TOTAL = 0;

    public static final int ROWS = 1;

    /// Only writes have it.
    public static final int LOCATION = 2;

    private static final Sql SOURCE = Sql.of("pgrst_source");
    private static final Sql CALL_ROWS = Sql.of("pgrst_rows");
    private static final Sql NULL = Sql.of("null");

    /// The place to go on from, if there is something behind it.
    private static final Sql NEXT =
            Sql.of(
                    ", (select case when count(*) = 2 then (array_agg(pgrst_place))[1] end from pgrst_edge) as pgrst_next");

    static final Sql ROW_COUNT = Sql.of("count(_postgrest_t)");

    private SqlRenderer() {}

    /// @throws IllegalArgumentException if nothing was agreed on that could be delivered
    public static Rendered render(Plan plan) {
        var delivery = plan.delivery();
        if (delivery == null) {
            throw new IllegalArgumentException("nothing to deliver");
        }
        var rendered = plain(plan, delivery.producer());
        return delivery.media() instanceof MediaType.Plan explain
                ? new Rendered(explain(explain, rendered.statement()), null)
                : rendered;
    }

    private static Rendered plain(Plan plan, Producer producer) {
        return switch (plan) {
            case Plan.Read read -> read(read, producer);
            case Plan.Write write -> new Rendered(before(write), write(write, producer), null);
            case Plan.Call call -> new Rendered(call(call, producer), null);
        };
    }

    /// Yields what PostgreSQL expects of the plan's statement, as JSON, and runs nothing.
    ///
    /// @throws IllegalArgumentException if nothing was agreed on that could be delivered
    public static Sql estimate(Plan plan) {
        var delivery = plan.delivery();
        if (delivery == null) {
            throw new IllegalArgumentException("nothing to deliver");
        }
        return Sql.of("explain (format json) {}", plain(plan, delivery.producer()).statement());
    }

    /// Where the body stands; `response.headers`, `response.status` and, of writes, the number of
    /// new rows follow, or of reads that are paged by a cursor the place to go on from.
    public static int bodyColumn(Plan plan) {
        return plan instanceof Plan.Write ? LOCATION + 1 : LOCATION;
    }

    private static Rendered read(Plan.Read plan, Producer producer) {
        return new Rendered(
                statement(plan, ROW_COUNT, new BodyRenderer(null, SOURCE).body(producer)),
                countEstimate(plan));
    }

    private static Sql statement(Plan plan, Sql rowCount, Sql body) {
        var parts = parts(plan, plan.rows(), Sql.EMPTY);
        return Sql.of(
                "with {}{} select {}{} from (select * from {}) _postgrest_t",
                parts.expressions(),
                edge(plan.rows()),
                columns(parts.total(), rowCount, body),
                plan.rows().keyset() == null ? Sql.EMPTY : NEXT,
                parts.rows());
    }

    /// Yields the plan of the count as JSON; null if no estimate is wanted.
    public static @Nullable Sql countEstimate(Plan plan) {
        boolean estimated = plan.count() == Count.PLANNED || plan.count() == Count.ESTIMATED;
        return plan instanceof Plan.Read read && estimated
                ? Sql.of("explain (format json) {}", NodeRenderer.count(read.rows()))
                : null;
    }

    /// What a read or a call is made of.
    ///
    /// @param expressions common table expressions
    /// @param rows the name of the one whose rows come out
    record Parts(Sql expressions, Sql rows, Sql total) {}

    /// @param rows the plan's own node, or one that yields fewer of its rows
    /// @param how the expression of the rows is computed: `materialized` or as PostgreSQL likes
    static Parts parts(Plan plan, Node rows, Sql how) {
        var count = NodeRenderer.count(plan.rows());
        return switch (plan) {
            case Plan.Read read -> {
                var counting = counting(plan, plan.rows(), read.maxRows(), count);
                yield new Parts(
                        Sql.of(
                                "pgrst_source as {}({}){}",
                                how,
                                NodeRenderer.query(rows),
                                counting.expression()),
                        SOURCE,
                        counting.total());
            }
            case Plan.Call call -> {
                var counting = counting(plan, plan.rows(), call.maxRows(), count);
                yield new Parts(
                        Sql.of(
                                "pgrst_source as ({}){}, pgrst_rows as {}({})",
                                CallRenderer.call(call),
                                counting.expression(),
                                how,
                                NodeRenderer.query(rows)),
                        CALL_ROWS,
                        counting.total());
            }
            case Plan.Write write -> throw new IllegalArgumentException("neither read nor call");
        };
    }

    private static Sql edge(Node rows) {
        return rows.keyset() == null
                ? Sql.EMPTY
                : Sql.of(", pgrst_edge as ({})", NodeRenderer.edge(rows, rows.keyset()));
    }

    /// @param expression a common table expression, or nothing
    /// @param total null if the number of rows is the total
    private record Counting(Sql expression, Sql total) {
        static final Counting NONE = new Counting(Sql.EMPTY, Sql.of("null::bigint"));
    }

    private static Counting counting(Plan plan, Node rows, @Nullable Long maxRows, Sql count) {
        if (plan.count() == null
                || plan.count() == Count.PLANNED
                || (plan.count() == Count.EXACT
                        && rows.limits().isNone()
                        && rows.keyset() == null)) {
            return Counting.NONE;
        }
        var limited =
                plan.count() == Count.ESTIMATED && maxRows != null && plan instanceof Plan.Read
                        ? Sql.of("{} limit {}", count, Sql.value(maxRows + 1))
                        : count;
        return new Counting(
                Sql.of(", pgrst_source_count as ({})", limited),
                Sql.of("(select count(*) from pgrst_source_count)"));
    }

    private static List<Sql> before(Plan.Write plan) {
        return plan.change() instanceof Change.InsertTree tree
                ? InsertTreeRenderer.steps(tree)
                : List.of();
    }

    private static Sql write(Plan.Write plan, Producer producer) {
        var change = WriteRenderer.change(plan);
        boolean inserted = plan.change() instanceof Change.Insert;
        var insertedCount =
                inserted
                        ? Sql.of("nullif(current_setting('pgrst.inserted', true), '')::int")
                        : WriteRenderer.keyFault(plan.change());
        var before = WriteRenderer.before(plan.change());
        var columns =
                Sql.of(
                        "null as total_result_set, count(_postgrest_t) as page_total, {} as location, {}, {} as response_inserted",
                        (inserted || plan.change() instanceof Change.InsertTree)
                                        && plan.returning() == Return.HEADERS_ONLY
                                ? location(plan.keys())
                                : NULL,
                        bodyAndGucs(new BodyRenderer(null, Sql.of("pgrst_rows")).body(producer)),
                        insertedCount);
        return producer == BuiltIn.NOTHING
                ? Sql.of(
                        "with {}pgrst_source as ({}) select {} from (select * from pgrst_source) _postgrest_t",
                        before,
                        change,
                        columns)
                : Sql.of(
                        "with {}pgrst_source as ({}), pgrst_rows as ({}) select {} from (select * from pgrst_rows) _postgrest_t",
                        before,
                        change,
                        NodeRenderer.query(plan.rows()),
                        columns);
    }

    /// Names and values of the key, if there is exactly one row.
    private static Sql location(List<String> keys) {
        return keys.isEmpty()
                ? NULL
                : Sql.of(
                        "case when count(_postgrest_t) = 1 then (select json_agg(json_build_array(part.key, part.value)) from (select row_to_json(one) as json from pgrst_source one limit 1) one cross join json_each_text(one.json) part where part.key in ({})) end",
                        Sql.join(", ", keys.stream().map(Sql::value).toList()));
    }

    private static Sql call(Plan.Call plan, Producer producer) {
        var returns = plan.routine().returns();
        return statement(
                plan,
                returns.single() ? Sql.of("1") : ROW_COUNT,
                new BodyRenderer(returns, CALL_ROWS).body(producer));
    }

    static Sql columns(Sql total, Sql rows, Sql body) {
        return Sql.of(
                "{} as total_result_set, {} as page_total, {}", total, rows, bodyAndGucs(body));
    }

    /// Headers and status come behind the body: making it may set them.
    private static Sql bodyAndGucs(Sql body) {
        return Sql.of(
                "{} as body, nullif(current_setting('response.headers', true), '') as response_headers, nullif(current_setting('response.status', true), '') as response_status",
                body);
    }

    private static Sql explain(MediaType.Plan plan, Sql statement) {
        var options = new ArrayList<Sql>();
        for (var option : plan.options()) {
            options.add(
                    switch (option) {
                        case ANALYZE -> Sql.of("analyze");
                        case VERBOSE -> Sql.of("verbose");
                        case SETTINGS -> Sql.of("settings");
                        case BUFFERS -> Sql.of("buffers");
                        case WAL -> Sql.of("wal");
                    });
        }
        options.add(
                plan.format() == PlanFormat.JSON ? Sql.of("format json") : Sql.of("format text"));
        return Sql.of("explain ({}) {}", Sql.join(", ", options), statement);
    }
}
