package dev.dupabase.rest.execution;

import dev.dupabase.platform.database.CallerStatement;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.plan.Producer;
import dev.dupabase.rest.query.LongRenderer;
import dev.dupabase.rest.query.LongRenderer.Bounds;
import dev.dupabase.rest.query.SqlRenderer;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.request.Slot;
import dev.dupabase.rest.schema.Routine.Volatility;
import dev.dupabase.rest.schema.SchemaCache;
import java.sql.SQLException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// How a plan is run whose result may be long, and what came of it last time. Its statements are
/// written when they are first needed.
final class LongForm {
    private final Plan plan;
    private final Producer producer;
    private final @Nullable Sql preRequest;
    private final Bounds bounds;
    private final boolean oneRow;
    private volatile @Nullable CallerStatement bounded;
    private volatile @Nullable CallerStatement rows;
    private volatile boolean longLately;
    private volatile boolean heavyLately;

    private LongForm(
            Plan plan, Producer producer, @Nullable Sql preRequest, Bounds bounds, boolean oneRow) {
        this.plan = plan;
        this.producer = producer;
        this.preRequest = preRequest;
        this.bounds = bounds;
        this.oneRow = oneRow;
    }

    /// Null if the plan's result is no list of rows that could be sent one after the other.
    static @Nullable LongForm of(
            Plan plan, @Nullable Sql preRequest, SchemaCache cache, Bounds bounds) {
        var delivery = plan.delivery();
        if (delivery == null
                || delivery.media() instanceof MediaType.Plan
                || !LongRenderer.isDivisible(delivery.producer())) {
            return null;
        }
        return switch (plan) {
            case Plan.Write write -> null;
            case Plan.Call call when call.routine().returns().single() -> null;
            case Plan.Call call ->
                    new LongForm(plan, delivery.producer(), preRequest, bounds, false);
            // the place to go on from is told with the whole page
            case Plan.Read read when read.rows().keyset() != null -> null;
            case Plan.Read read ->
                    new LongForm(
                            plan,
                            delivery.producer(),
                            preRequest,
                            bounds,
                            Pinned.namesOneRow(read, cache));
        };
    }

    /// Whether the request itself says that there are few rows.
    boolean isShort(RestCall call) {
        if (oneRow) {
            return true;
        }
        var limit = plan.rows().limits().limit();
        return switch (limit) {
            case null -> false;
            case Slot slot -> isFew(call.text(slot));
            default -> isFew(limit.toString());
        };
    }

    /// @param limit decimal text, perhaps of a number beyond `long`
    private boolean isFew(String limit) {
        return limit.length() <= 9 && Integer.parseInt(limit) <= bounds.rows();
    }

    /// Whether a second execution could do a second time what a first has done.
    private boolean runsOnce() {
        return plan instanceof Plan.Call call && call.routine().volatility() == Volatility.VOLATILE;
    }

    /// Whether the result should be fetched row by row at once: because it may not be made twice,
    /// or the last one was long.
    boolean prefersRows(RestCall call) {
        return heavyLately || runsOnce() || (longLately && !isShort(call));
    }

    void noteShort() {
        if (longLately || heavyLately) {
            longLately = false;
            heavyLately = false;
        }
    }

    void noteLong() {
        longLately = true;
    }

    /// Few rows, as the request had said, and yet too much.
    void noteHeavy() {
        heavyLately = true;
    }

    boolean isOver(Outcome outcome) throws SQLException {
        return outcome.isWithoutBody() || outcome.rows() > bounds.rows();
    }

    /// The plan's statement, which gives up when the result is long.
    CallerStatement bounded() {
        var made = bounded;
        if (made == null) {
            made = statement(LongRenderer.bounded(plan, producer, bounds), false);
            bounded = made;
        }
        return made;
    }

    /// The plan's statement row by row, which comes last: behind the estimate of the count.
    CallerStatement rows() {
        var made = rows;
        if (made == null) {
            made = statement(LongRenderer.rows(plan, producer, bounds), true);
            rows = made;
        }
        return made;
    }

    private CallerStatement statement(Sql main, boolean mainLast) {
        var all = new ArrayList<Sql>(3);
        if (preRequest != null) {
            all.add(preRequest);
        }
        var estimate = SqlRenderer.countEstimate(plan);
        if (!mainLast) {
            all.add(main);
        }
        if (estimate != null) {
            all.add(estimate);
        }
        if (mainLast) {
            all.add(main);
        }
        return CallerStatement.of(all);
    }
}
