package dev.dupabase.rest.property;

import dev.dupabase.rest.request.Addressed;
import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.Condition.Operator;
import dev.dupabase.rest.request.Condition.Quantifier;
import dev.dupabase.rest.request.Condition.SearchParser;
import dev.dupabase.rest.request.Condition.Truth;
import dev.dupabase.rest.request.Field;
import dev.dupabase.rest.request.JsonStep;
import dev.dupabase.rest.request.OrderTerm;
import dev.dupabase.rest.request.Query;
import dev.dupabase.rest.request.SelectItem;
import dev.dupabase.rest.request.SelectItem.Aggregate;
import dev.dupabase.rest.request.SelectItem.Function;
import dev.dupabase.rest.request.SelectItem.Join;
import dev.dupabase.rest.request.Slot;
import dev.dupabase.rest.request.Window;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Relationship;
import dev.dupabase.rest.schema.SchemaCache;
import dev.dupabase.rest.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes up queries of a schema's tables, most of whose names exist.
final class RandomQueries {
    /// Stands in every text that must never become SQL.
    static final String MARK = "VALUE⟦'\"; drop⟧";

    private static final int DEPTH = 3;
    private static final List<String> TYPES =
            List.of("text", "int", "jsonb", "double precision", "no such type", "a\"b", "varchar");

    private final Random random;
    private final SchemaCache cache;
    private int slots;
    private List<Addressed<Condition>> filters = new ArrayList<>();
    private List<Addressed<Condition>> trees = new ArrayList<>();
    private List<Addressed<List<OrderTerm>>> orders = new ArrayList<>();
    private List<Addressed<Window>> windows = new ArrayList<>();

    RandomQueries(Random random, SchemaCache cache) {
        this.random = random;
        this.cache = cache;
    }

    Query query(Table table) {
        filters = new ArrayList<>();
        trees = new ArrayList<>();
        orders = new ArrayList<>();
        windows = new ArrayList<>();
        var select =
                random.nextInt(5) == 0
                        ? List.<SelectItem>of(new SelectItem.AllColumns())
                        : items(table, List.of(), DEPTH);
        narrow(table, List.of());
        return new Query(select, filters, trees, orders, windows);
    }

    Slot slot() {
        return new Slot(slots++);
    }

    private void narrow(Table table, List<String> path) {
        for (int i = random.nextInt(3); i > 0; i--) {
            filters.add(new Addressed<>(path, condition(table)));
        }
        if (random.nextInt(4) == 0) {
            trees.add(new Addressed<>(path, tree(table, 2)));
        }
        if (random.nextInt(3) == 0) {
            orders.add(new Addressed<>(path, some(() -> order(table, null))));
        }
        if (random.nextInt(3) == 0) {
            windows.add(new Addressed<>(path, new Window(slot(), maybe(this::slot))));
        }
    }

    private List<SelectItem> items(Table table, List<String> path, int depth) {
        var items = new ArrayList<>(some(() -> item(table)));
        var relationships = cache.relationshipsOf(table.name());
        for (int i = 0; depth > 0 && i < 2 && !relationships.isEmpty(); i++) {
            if (random.nextBoolean()) {
                items.add(embed(pick(relationships), path, i, depth - 1));
            }
        }
        return items;
    }

    private SelectItem item(Table table) {
        return switch (random.nextInt(8)) {
            case 0 -> new SelectItem.AllColumns();
            case 1 -> new SelectItem.CountRows(maybe(this::name), maybe(this::type));
            default ->
                    new SelectItem.Column(
                            maybe(this::name),
                            field(table),
                            maybe(this::type),
                            random.nextInt(8) == 0
                                    ? new Aggregate(pick(Function.values()), maybe(this::type))
                                    : null);
        };
    }

    private SelectItem embed(Relationship relationship, List<String> path, int number, int depth) {
        var target = target(relationship);
        var table = table(relationship.target());
        if (random.nextInt(4) == 0) {
            return new SelectItem.Spread(
                    target.target, target.hint, pick(Join.values()), some(() -> item(table)));
        }
        var alias = random.nextBoolean() ? name() + number : null;
        var below =
                Stream.concat(path.stream(), Stream.of(alias == null ? target.target : alias))
                        .toList();
        if (random.nextBoolean()) {
            narrow(table, below);
        }
        if (relationship.toOne() && random.nextInt(4) == 0) {
            orders.add(new Addressed<>(path, List.of(order(table, below.getLast()))));
        }
        if (random.nextInt(8) == 0) {
            var asked = new Condition.Is(Field.column(below.getLast()), pick(Truth.values()));
            filters.add(new Addressed<>(path, asked));
        }
        return new SelectItem.Embed(
                alias,
                target.target,
                target.hint,
                pick(Join.values()),
                random.nextInt(9) == 0 ? List.of() : items(table, below, depth));
    }

    private record Target(String target, String hint) {}

    private static Target target(Relationship relationship) {
        return switch (relationship) {
            case Relationship.Computed computed -> new Target(computed.function().name(), null);
            case Relationship.ManyToMany many ->
                    new Target(many.target().name(), many.junction().name());
            case Relationship.Direct direct when direct.self() ->
                    direct.toOne()
                            ? new Target(direct.columns().getFirst().origin(), null)
                            : new Target(direct.target().name(), null);
            case Relationship.Direct direct ->
                    new Target(direct.target().name(), direct.constraint());
        };
    }

    private Table table(QualifiedName name) {
        var table = cache.table(name);
        if (table == null) {
            throw new IllegalStateException("no table " + name);
        }
        return table;
    }

    private Condition tree(Table table, int depth) {
        var terms =
                some(() ->
                        depth > 0 && random.nextInt(3) == 0
                                ? tree(table, depth - 1)
                                : condition(table));
        var group = random.nextBoolean() ? new Condition.And(terms) : new Condition.Or(terms);
        return random.nextInt(4) == 0 ? new Condition.Not(group) : group;
    }

    private Condition condition(Table table) {
        var simple = simple(field(table));
        return random.nextInt(4) == 0 ? new Condition.Not(simple) : simple;
    }

    private Condition simple(Field field) {
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.In(field, slot());
            case 1 -> new Condition.Is(field, pick(Truth.values()));
            case 2 -> new Condition.IsDistinct(field, slot());
            case 3 ->
                    new Condition.TextSearch(
                            field, pick(SearchParser.values()), maybe(() -> MARK), slot());
            default -> {
                var operator = pick(Operator.values());
                yield new Condition.Compare(
                        field,
                        operator,
                        operator.isQuantifiable() ? maybe(() -> pick(Quantifier.values())) : null,
                        slot());
            }
        };
    }

    private OrderTerm order(Table table, String relation) {
        return new OrderTerm(
                relation,
                field(table),
                maybe(() -> pick(OrderTerm.Direction.values())),
                maybe(() -> pick(OrderTerm.Nulls.values())));
    }

    private Field field(Table table) {
        var column = random.nextInt(12) == 0 ? name() : pick(List.copyOf(table.columns().keySet()));
        var known = table.column(column);
        boolean json = known != null && known.isJson();
        boolean deep = random.nextInt(json ? 2 : 9) == 0;
        return new Field(column, deep ? some(this::step) : List.of());
    }

    private JsonStep step() {
        return random.nextBoolean()
                ? new JsonStep.Key(JsonStep.Arrow.JSON, name())
                : new JsonStep.Index(JsonStep.Arrow.JSON, pick(List.of("0", "-12")));
    }

    String name() {
        return pick(NastyNames.ALL);
    }

    private String type() {
        return pick(TYPES);
    }

    <T> T maybe(Supplier<T> maker) {
        return random.nextInt(3) == 0 ? maker.get() : null;
    }

    private <T> List<T> some(Supplier<T> maker) {
        var made = new ArrayList<T>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            made.add(maker.get());
        }
        return made;
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
