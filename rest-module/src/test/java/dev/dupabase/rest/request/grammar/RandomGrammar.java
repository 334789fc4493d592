package dev.dupabase.rest.request.grammar;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Makes up query parameters.
final class RandomGrammar {
    private static final List<String> NAMES =
            List.of(
                    "id",
                    "name",
                    "and_flag",
                    "or",
                    "and",
                    "not",
                    "a b",
                    "Ärger",
                    "موارد",
                    "x-y",
                    "with.dot",
                    "qu\"ote",
                    "back\\slash",
                    "(p)",
                    "a,b",
                    "*",
                    "->x",
                    "1",
                    "order",
                    "😀",
                    "is",
                    "eq");
    private static final List<String> TYPES = List.of("text", "int4", "double precision", "_int4");
    private static final List<String> VALUES =
            List.of("", "1", "a,b", "(x)", "{1,2}", "\"", "\\", "null", " blank ", "%", "é😀", ".");
    private static final String NOISE = "abz019_$ -\"\\(){}[],.:;*!>'=&%\t\né😀notandorineqislike";

    private final Random random;
    private final List<Object> values = new ArrayList<>();

    RandomGrammar(Random random) {
        this.random = random;
    }

    static String noise(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(25); i >= 0; i--) {
            text.append(NOISE.charAt(random.nextInt(NOISE.length())));
        }
        return text.toString();
    }

    List<Object> values() {
        return List.copyOf(values);
    }

    void forgetValues() {
        values.clear();
    }

    /// A whole query string.
    Query query() {
        return new Query(
                items(2),
                addressed(() ->
                        random.nextInt(4) == 0 ? new Condition.Not(operation()) : operation()),
                addressed(() -> group(2)),
                onePerPath(this::orderTerms),
                onePerPath(() -> new Window(number(), number())));
    }

    private <T> List<Addressed<T>> addressed(Supplier<T> maker) {
        return some(() -> new Addressed<>(embeds(), maker.get()));
    }

    private <T> List<Addressed<T>> onePerPath(Supplier<T> maker) {
        var made = new LinkedHashMap<List<String>, Addressed<T>>();
        addressed(maker).forEach(item -> made.putIfAbsent(item.path(), item));
        // the root's window is told first
        return made.values().stream().sorted(Comparator.comparing(item -> !item.isRoot())).toList();
    }

    /// Up to three embeds; `not` would negate a tree.
    private List<String> embeds() {
        return random.nextBoolean()
                ? List.of()
                : some(this::name).stream().map(n -> n.equals("not") ? "knot" : n).toList();
    }

    List<String> names() {
        return some(this::name);
    }

    private Slot number() {
        return value(Integer.toString(1 + random.nextInt(1000)));
    }

    List<SelectItem> items(int depth) {
        return some(() -> item(depth));
    }

    private SelectItem item(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 -> new SelectItem.AllColumns();
            case 1 -> new SelectItem.CountRows(maybe(this::name), maybe(this::type));
            case 2, 3 ->
                    new SelectItem.Column(
                            maybe(this::name),
                            field(),
                            maybe(this::type),
                            maybe(() -> new Aggregate(pick(Function.values()), maybe(this::type))));
            case 4 -> new SelectItem.Spread(name(), hint(), pick(Join.values()), items(depth - 1));
            default ->
                    new SelectItem.Embed(
                            maybe(this::name),
                            name(),
                            hint(),
                            pick(Join.values()),
                            random.nextInt(5) == 0 ? List.of() : items(depth - 1));
        };
    }

    Condition group(int depth) {
        var terms = some(() -> term(depth));
        var group = random.nextBoolean() ? new Condition.And(terms) : new Condition.Or(terms);
        return random.nextInt(4) == 0 ? new Condition.Not(group) : group;
    }

    private Condition term(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return group(depth - 1);
        }
        var operation = operation();
        return random.nextInt(4) == 0 ? new Condition.Not(operation) : operation;
    }

    private Condition operation() {
        var field = field();
        return switch (random.nextInt(5)) {
            case 0 -> new Condition.In(field, value("{\"a\",\"b,c\",\"d\\\"e\"}"));
            case 1 -> new Condition.Is(field, pick(Truth.values()));
            case 2 -> new Condition.IsDistinct(field, value());
            case 3 ->
                    new Condition.TextSearch(
                            field, pick(SearchParser.values()), maybe(() -> "english"), value());
            default -> {
                var operator = pick(Operator.values());
                var quantifier =
                        operator.isQuantifiable() ? maybe(() -> pick(Quantifier.values())) : null;
                yield new Condition.Compare(field, operator, quantifier, value());
            }
        };
    }

    List<OrderTerm> orderTerms() {
        return some(() ->
                new OrderTerm(
                        maybe(this::name),
                        field(),
                        maybe(() -> pick(OrderTerm.Direction.values())),
                        maybe(() -> pick(OrderTerm.Nulls.values()))));
    }

    private Field field() {
        return new Field(name(), random.nextInt(3) == 0 ? path() : List.of());
    }

    /// Ends with a key: before a closing parenthesis a number is one too (contracts/rest.md §2.2).
    private List<JsonStep> path() {
        var path = new ArrayList<>(some(this::step));
        path.add(new JsonStep.Key(pick(JsonStep.Arrow.values()), name()));
        return path;
    }

    private JsonStep step() {
        var arrow = pick(JsonStep.Arrow.values());
        return random.nextBoolean()
                ? new JsonStep.Key(arrow, name())
                : new JsonStep.Index(arrow, random.nextBoolean() ? "-12" : "0");
    }

    private String hint() {
        return maybe(this::name);
    }

    private String name() {
        return pick(NAMES);
    }

    private String type() {
        return pick(TYPES);
    }

    private Slot value() {
        return value(pick(VALUES));
    }

    private Slot value(String text) {
        values.add(text);
        return new Slot(values.size() - 1);
    }

    private <T> T maybe(Supplier<T> maker) {
        return random.nextInt(3) == 0 ? maker.get() : null;
    }

    private <T> List<T> some(Supplier<T> maker) {
        var made = new ArrayList<T>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            made.add(maker.get());
        }
        return made;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
