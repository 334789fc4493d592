package dev.dupabase.rest.execution;

import dev.dupabase.platform.database.CallerResult;
import dev.dupabase.platform.database.CallerSettings.Access;
import dev.dupabase.platform.database.CallerStatement;
import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Delivery;
import dev.dupabase.rest.plan.Plan;
import dev.dupabase.rest.query.SqlRenderer;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.request.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan with its SQL, made to be kept: what remains for each request of the same shape is to bind
/// its values.
///
/// @param statement null if nothing was agreed on that could be delivered
/// @param steps how many statements prepare what the plan's own then finds
/// @param mainResult which of the statement's results is that of the plan
/// @param estimated whether the estimate of the count comes last
/// @param longForm null if the result is sent in one piece, however long
record PreparedPlan(
        Plan plan,
        @Nullable CallerStatement statement,
        int steps,
        int mainResult,
        boolean estimated,
        Access access,
        @Nullable LongForm longForm) {

    /// @param preRequest called before the plan's own statement; null for none
    static PreparedPlan of(
            Plan plan, Access access, @Nullable Sql preRequest, @Nullable LongForm longForm) {
        if (plan.delivery() == null) {
            return new PreparedPlan(plan, null, 0, 0, false, access, null);
        }
        var rendered = SqlRenderer.render(plan);
        var statements = new ArrayList<Sql>();
        if (preRequest != null) {
            statements.add(preRequest);
        }
        statements.addAll(rendered.before());
        statements.add(rendered.statement());
        if (rendered.countEstimate() != null) {
            statements.add(rendered.countEstimate());
        }
        return new PreparedPlan(
                plan,
                CallerStatement.of(statements),
                rendered.before().size(),
                rendered.before().size() + (preRequest == null ? 0 : 1),
                rendered.countEstimate() != null,
                access,
                longForm);
    }

    /// The statement's parameters with the values of the request.
    static List<Object> bind(CallerStatement statement, RestCall call) {
        var parameters = statement.parameters();
        var values = new ArrayList<Object>(parameters.size());
        for (var parameter : parameters) {
            values.add(
                    parameter instanceof Slot slot
                            ? call.values().get(slot.index())
                            : String.valueOf(parameter));
        }
        return values;
    }

    /// What the statement yielded, or the one of [LongForm#bounded].
    Outcome outcome(CallerResult result) {
        var results = result.results();
        return new Outcome(
                this,
                results.get(mainResult),
                estimated ? result.last() : null,
                results.subList(mainResult - steps, mainResult));
    }

    /// What the statement of [LongForm#rows] yielded.
    Outcome outcomeOfRows(CallerResult result) {
        var results = result.results();
        return new Outcome(
                this, result.last(), estimated ? results.get(results.size() - 2) : null, List.of());
    }

    /// The plan's own statement.
    CallerStatement known() {
        if (statement == null) {
            throw new IllegalStateException("nothing to deliver was not refused");
        }
        return statement;
    }

    Delivery delivery() {
        var delivery = plan.delivery();
        if (delivery == null) {
            throw new IllegalStateException("nothing to deliver");
        }
        return delivery;
    }

    /// A measure of what it takes to keep it.
    int weight() {
        int forms = longForm == null ? 3 : 9;
        return 2_000 + (statement == null ? 0 : forms * statement.toString().length());
    }
}
