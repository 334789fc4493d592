package dev.dupabase.rest.plan;

import dev.dupabase.rest.plan.Plan.Change;
import dev.dupabase.rest.plan.Producer.BuiltIn;
import dev.dupabase.rest.plan.TreePlanner.Purpose;
import dev.dupabase.rest.request.ApiRequest;
import dev.dupabase.rest.request.ApiRequest.Body;
import dev.dupabase.rest.request.ApiRequest.CallRequest;
import dev.dupabase.rest.request.ApiRequest.DeleteRequest;
import dev.dupabase.rest.request.ApiRequest.DescribeRequest;
import dev.dupabase.rest.request.ApiRequest.InsertRequest;
import dev.dupabase.rest.request.ApiRequest.ReadRequest;
import dev.dupabase.rest.request.ApiRequest.UpdateRequest;
import dev.dupabase.rest.request.ApiRequest.UpsertRequest;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.Preferences.Count;
import dev.dupabase.rest.request.Preferences.Return;
import dev.dupabase.rest.request.Query;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Routine;
import dev.dupabase.rest.schema.SchemaCache;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Holds a request against the schema cache. A pure function of both, and of the settings.
public final class Planner {
    /// Schemas with more relations get no suggestion: finding it takes too long.

    private final SchemaCache cache;

    private final PlanRules rules;

    public Planner(SchemaCache cache, PlanRules rules) {
        this.cache = cache;
        this.rules = rules;
    }

    /// @throws dev.dupabase.platform.error.ApiException if it names what is not there
    public Plan plan(ApiRequest request) {
        return switch (request) {
            case ReadRequest read -> read(read);
            case InsertRequest insert -> insert(insert);
            case UpdateRequest update -> update(update);
            case UpsertRequest upsert -> upsert(upsert);
            case DeleteRequest delete -> delete(delete);
            case CallRequest call -> call(call);
            case DescribeRequest describe ->
                    throw new IllegalArgumentException("a description needs no plan");
        };
    }

    private Plan.Read read(ReadRequest request) {
        var table = Targets.table(cache, request.schema(), request.relation());
        var trees = new TreePlanner(cache, rules, request.schema(), Purpose.READ);
        var rows =
                trees.plan(
                        request.query(),
                        new Source.Relation(table.name()),
                        request.relation(),
                        table);
        var start = request.start();
        return new Plan.Read(
                start == null ? rows : new KeysetPlanner(cache, table).paged(rows, start),
                delivery(table.name(), request.query(), request.accept(), request.body()),
                request.count(),
                rules.maxRows(),
                trees.legacyNames());
    }

    private Plan.Write insert(InsertRequest request) {
        return write(
                new Written(request, request.relation(), request.query(), request.returning()),
                request.count(),
                planner -> planner.insert(request));
    }

    private Plan.Write update(UpdateRequest request) {
        return write(
                new Written(request, request.relation(), request.query(), request.returning()),
                request.count(),
                planner -> planner.update(request));
    }

    private Plan.Write upsert(UpsertRequest request) {
        return write(
                new Written(request, request.relation(), request.query(), request.returning()),
                null,
                planner -> planner.upsert(request));
    }

    private Plan.Write delete(DeleteRequest request) {
        return write(
                new Written(request, request.relation(), request.query(), request.returning()),
                request.count(),
                planner -> planner.delete(request));
    }

    /// What all writes have.
    private record Written(ApiRequest request, String relation, Query query, Return returning) {}

    /// @param changing runs after the select tree is planned, since the faults of that come first
    private Plan.Write write(
            Written written, @Nullable Count count, Function<WritePlanner, Change> changing) {
        var request = written.request();
        var table = Targets.table(cache, request.schema(), written.relation());
        var trees = new TreePlanner(cache, rules, request.schema(), Purpose.WRITE);
        var name = table.name().name();
        var rows = trees.plan(written.query(), new Source.Preceding(name), name, table);
        var change = changing.apply(new WritePlanner(cache, table));
        var shown =
                change instanceof Change.InsertTree
                        ? PayloadOrder.of(rows, new ColumnResolver(cache, table))
                        : rows;
        var returning = written.returning();
        return new Plan.Write(
                table.name(),
                change,
                returning == Return.MINIMAL
                        ? List.of()
                        : ReturnedColumns.ofWrite(shown, table.primaryKey()),
                table.primaryKey(),
                returning,
                shown,
                delivery(table.name(), written.query(), request.accept(), returning),
                count,
                trees.legacyNames());
    }

    private @Nullable Delivery delivery(
            QualifiedName subject, Query query, List<MediaType> accept, Return returning) {
        var delivery = negotiate(subject, query, accept);
        return delivery == null || returning == Return.REPRESENTATION
                ? delivery
                : withoutBody(delivery);
    }

    private Plan.Call call(CallRequest request) {
        var routine =
                new RoutineFinder(
                                cache,
                                new QualifiedName(request.schema(), request.function()),
                                request.arguments())
                        .find();
        var returns = routine.returns();
        var table = returns.composite() ? cache.table(returns.type()) : null;
        var name = returns.composite() ? returns.type().name() : routine.name().name();
        var trees = new TreePlanner(cache, rules, request.schema(), Purpose.CALL);
        var rows = trees.plan(request.query(), new Source.Preceding(name), name, table);
        return new Plan.Call(
                routine,
                CallPlanner.passing(routine, request.arguments()),
                returns.composite() ? ReturnedColumns.ofCall(rows) : List.of(),
                rows,
                delivery(
                        subject(routine),
                        request.query(),
                        request.accept(),
                        returns.nothing() ? Body.OMITTED : request.body()),
                request.count(),
                rules.maxRows(),
                trees.legacyNames());
    }

    /// What handlers are looked up by: the relation whose rows come back, else the function.
    private static QualifiedName subject(Routine routine) {
        var returns = routine.returns();
        return returns.composite() ? returns.type() : routine.name();
    }

    private @Nullable Delivery delivery(
            QualifiedName subject, Query query, List<MediaType> accept, Body body) {
        var delivery = negotiate(subject, query, accept);
        return delivery == null || body == Body.SENT || delivery.media() instanceof MediaType.Plan
                ? delivery
                : withoutBody(delivery);
    }

    private @Nullable Delivery negotiate(
            QualifiedName subject, Query query, List<MediaType> accept) {
        return new Negotiation(
                        cache, subject, Negotiation.selectsAll(query.select()), rules.explain())
                .choose(accept);
    }

    private static Delivery withoutBody(Delivery delivery) {
        return new Delivery(delivery.media(), BuiltIn.NOTHING, delivery.singular());
    }
}
