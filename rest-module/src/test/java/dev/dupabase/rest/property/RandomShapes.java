package dev.dupabase.rest.property;

import dev.dupabase.rest.request.ApiRequest;
import dev.dupabase.rest.request.Arguments;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.MediaType.Known;
import dev.dupabase.rest.request.PageStart;
import dev.dupabase.rest.request.Payload;
import dev.dupabase.rest.request.Preferences.Count;
import dev.dupabase.rest.request.Preferences.Missing;
import dev.dupabase.rest.request.Preferences.Resolution;
import dev.dupabase.rest.request.Preferences.Return;
import dev.dupabase.rest.request.Query;
import dev.dupabase.rest.schema.Routine;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Makes up the shapes of requests to a schema.
final class RandomShapes {
    private static final List<MediaType> ACCEPTED =
            List.of(
                    Known.ANY,
                    Known.JSON,
                    Known.OBJECT,
                    Known.OBJECT_STRIPPED,
                    Known.ARRAY_STRIPPED,
                    Known.CSV,
                    new MediaType.Plan(
                            Known.CSV,
                            MediaType.PlanFormat.JSON,
                            Set.of(MediaType.PlanOption.VERBOSE)));

    private final Random random;
    private final RandomQueries queries;
    private final List<Table> tables;
    private final List<Routine> routines;

    RandomShapes(Random random, SchemaCache cache) {
        this.random = random;
        this.queries = new RandomQueries(random, cache);
        this.tables = cache.tables().values().stream().sorted(BY_NAME).toList();
        this.routines =
                cache.routines().values().stream()
                        .flatMap(List::stream)
                        .filter(routine -> routine.unnamed() == null)
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .toList();
    }

    private static final java.util.Comparator<Table> BY_NAME =
            (a, b) -> a.name().compareTo(b.name());

    ApiRequest next() {
        var table = queries.pick(tables);
        var schema = table.name().schema();
        var relation = table.name().name();
        var query = queries.query(table);
        var count = queries.maybe(() -> queries.pick(Count.values()));
        var returning = queries.pick(Return.values());
        var accept = List.of(queries.pick(ACCEPTED));
        return switch (random.nextInt(10)) {
            case 0, 1 ->
                    new ApiRequest.InsertRequest(
                            schema,
                            relation,
                            query,
                            payload(table),
                            null,
                            queries.maybe(() -> List.of("id")),
                            queries.maybe(() -> queries.pick(Resolution.values())),
                            queries.pick(Missing.values()),
                            returning,
                            count,
                            accept);
            case 2 ->
                    new ApiRequest.UpdateRequest(
                            schema,
                            relation,
                            query,
                            payload(table),
                            queries.maybe(() -> new ApiRequest.ByKey(null)),
                            queries.pick(Missing.values()),
                            returning,
                            count,
                            accept);
            case 3 ->
                    new ApiRequest.DeleteRequest(schema, relation, query, returning, count, accept);
            case 4 -> call(count, accept);
            default ->
                    new ApiRequest.ReadRequest(
                            schema,
                            relation,
                            query,
                            queries.maybe(this::start),
                            count,
                            accept,
                            queries.pick(ApiRequest.Body.values()));
        };
    }

    private PageStart start() {
        return random.nextBoolean()
                ? PageStart.FIRST
                : new PageStart(Optional.of(List.of(Optional.of(queries.slot()))));
    }

    private Payload payload(Table table) {
        var columns =
                table.columns().keySet().stream()
                        .filter(column -> random.nextBoolean())
                        .sorted()
                        .toList();
        return new Payload(
                queries.pick(Payload.Kind.values()),
                columns,
                queries.pick(Payload.Source.values()),
                queries.slot());
    }

    private ApiRequest call(Count count, List<MediaType> accept) {
        var routine = queries.pick(routines);
        var given =
                routine.parameters().stream()
                        .filter(parameter -> parameter.required() || random.nextBoolean())
                        .map(Routine.Parameter::name)
                        .sorted()
                        .toList();
        var arguments =
                random.nextBoolean()
                        ? new Arguments.Named(
                                given.stream()
                                        .map(name ->
                                                new Arguments.Argument(
                                                        name, List.of(queries.slot())))
                                        .toList())
                        : new Arguments.Json(
                                new Payload(
                                        queries.pick(Payload.Kind.values()),
                                        given,
                                        Payload.Source.BODY,
                                        queries.slot()),
                                true);
        var returned =
                tables.stream()
                        .filter(table -> table.name().equals(routine.returns().type()))
                        .findFirst();
        return new ApiRequest.CallRequest(
                routine.name().schema(),
                routine.name().name(),
                returned.map(queries::query).orElse(Query.EVERYTHING),
                arguments,
                queries.pick(ApiRequest.Access.values()),
                count,
                accept,
                queries.pick(ApiRequest.Body.values()));
    }
}
