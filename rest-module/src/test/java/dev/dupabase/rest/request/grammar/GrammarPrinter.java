package dev.dupabase.rest.request.grammar;

import dev.dupabase.rest.request.Addressed;
import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.Field;
import dev.dupabase.rest.request.JsonStep;
import dev.dupabase.rest.request.OrderTerm;
import dev.dupabase.rest.request.Query;
import dev.dupabase.rest.request.SelectItem;
import dev.dupabase.rest.request.SelectItem.Join;
import dev.dupabase.rest.request.Slot;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes parsed query parameters back as a client could have sent them.
final class GrammarPrinter {
    record Parameter(String key, String value) {}

    private final List<Object> values;

    GrammarPrinter(List<Object> values) {
        this.values = values;
    }

    static String select(List<SelectItem> items) {
        return items.stream().map(GrammarPrinter::item).collect(Collectors.joining(","));
    }

    private static String item(SelectItem item) {
        return switch (item) {
            case SelectItem.AllColumns() -> "*";
            case SelectItem.CountRows(var alias, var cast) -> alias(alias) + "count()" + cast(cast);
            case SelectItem.Column(var alias, var field, var cast, var aggregate) ->
                    alias(alias)
                            + field(field)
                            + cast(cast)
                            + (aggregate == null
                                    ? ""
                                    : "."
                                            + aggregate.function().label()
                                            + "()"
                                            + cast(aggregate.cast()));
            case SelectItem.Embed(var alias, var target, var hint, var join, var items) ->
                    alias(alias) + name(target) + modifiers(hint, join) + "(" + select(items) + ")";
            case SelectItem.Spread(var target, var hint, var join, var items) ->
                    "..." + name(target) + modifiers(hint, join) + "(" + select(items) + ")";
        };
    }

    private static String modifiers(String hint, Join join) {
        return (hint == null ? "" : "!" + name(hint)) + (join == Join.INNER ? "!inner" : "");
    }

    private static String alias(String alias) {
        return alias == null ? "" : name(alias) + ":";
    }

    private static String cast(String type) {
        return type == null ? "" : "::" + type;
    }

    static String order(List<OrderTerm> terms) {
        return terms.stream().map(GrammarPrinter::term).collect(Collectors.joining(","));
    }

    private static String term(OrderTerm term) {
        var field = field(term.field());
        return (term.relation() == null ? field : name(term.relation()) + "(" + field + ")")
                + (term.direction() == null
                        ? ""
                        : "." + term.direction().name().toLowerCase(Locale.ROOT))
                + (term.nulls() == null
                        ? ""
                        : ".nulls" + term.nulls().name().toLowerCase(Locale.ROOT));
    }

    static String field(Field field) {
        var text = new StringBuilder(name(field.name()));
        for (var step : field.path()) {
            text.append(step.arrow() == JsonStep.Arrow.JSON ? "->" : "->>");
            text.append(
                    switch (step) {
                        case JsonStep.Key(var arrow, var key) -> quoted(key);
                        case JsonStep.Index(var arrow, var number) -> number;
                    });
        }
        return text.toString();
    }

    static String name(String name) {
        return name.matches("[a-z_]+") && !name.equals("not") ? name : quoted(name);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// @param tree a group, perhaps negated
    Parameter tree(Condition tree) {
        var text = condition(tree);
        int parenthesis = text.indexOf('(');
        return new Parameter(text.substring(0, parenthesis), text.substring(parenthesis));
    }

    private String condition(Condition condition) {
        return switch (condition) {
            case Condition.And(var terms) -> "and(" + terms(terms) + ")";
            case Condition.Or(var terms) -> "or(" + terms(terms) + ")";
            case Condition.Not(Condition.And inner) -> "not." + condition(inner);
            case Condition.Not(Condition.Or inner) -> "not." + condition(inner);
            case Condition.Not(var inner) -> operation(inner, "not.");
            default -> operation(condition, "");
        };
    }

    private String terms(List<Condition> terms) {
        return terms.stream().map(this::condition).collect(Collectors.joining(","));
    }

    private String operation(Condition condition, String not) {
        return field(Conditions.field(condition)) + "." + test(condition, not, this::value);
    }

    /// All but the field.
    private static String test(Condition condition, String not, Function<Slot, String> value) {
        return not
                + switch (condition) {
                    case Condition.Compare(var field, var operator, var quantifier, var operand) ->
                            operator.label()
                                    + (quantifier == null
                                            ? ""
                                            : "("
                                                    + quantifier.name().toLowerCase(Locale.ROOT)
                                                    + ")")
                                    + "."
                                    + value.apply(operand);
                    case Condition.In(var field, var operand) ->
                            "in.(" + value.apply(operand) + ")";
                    case Condition.Is(var field, var truth) -> "is." + truth.name();
                    case Condition.IsDistinct(var field, var operand) ->
                            "isdistinct." + value.apply(operand);
                    case Condition.TextSearch(var field, var parser, var language, var operand) ->
                            parser.name().toLowerCase(Locale.ROOT)
                                    + (language == null ? "" : "(" + language + ")")
                                    + "."
                                    + value.apply(operand);
                    case Condition.Not not2 -> throw new IllegalArgumentException("twice negated");
                    case Condition.And and -> throw new IllegalArgumentException("no operation");
                    case Condition.Or or -> throw new IllegalArgumentException("no operation");
                };
    }

    /// A whole query string, percent-encoded.
    String query(Query query) {
        var all = new ArrayList<Parameter>();
        all.add(new Parameter("select", select(query.select())));
        query.orders().forEach(o -> all.add(new Parameter(path(o) + "order", order(o.item()))));
        query.trees()
                .forEach(t -> {
                    var tree = tree(t.item());
                    all.add(new Parameter(path(t) + tree.key(), tree.value()));
                });
        query.filters().forEach(f -> all.add(filter(f)));
        query.windows()
                .forEach(w -> {
                    if (w.item().limit() != null) {
                        all.add(new Parameter(path(w) + "limit", raw(w.item().limit())));
                    }
                    if (w.item().offset() != null) {
                        all.add(new Parameter(path(w) + "offset", raw(w.item().offset())));
                    }
                });
        return all.stream()
                .map(p -> encoded(p.key()) + "=" + encoded(p.value()))
                .collect(Collectors.joining("&"));
    }

    private Parameter filter(Addressed<Condition> filter) {
        boolean not = filter.item() instanceof Condition.Not;
        var inner = filter.item() instanceof Condition.Not(var negated) ? negated : filter.item();
        var field = Conditions.field(inner);
        var key = quoted(field.name()) + field(field).substring(name(field.name()).length());
        return new Parameter(path(filter) + key, test(inner, not ? "not." : "", this::operand));
    }

    private static String path(Addressed<?> addressed) {
        return addressed.path().stream()
                .map(name -> quoted(name) + ".")
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// In a tree values are quoted, save the elements of an array literal, which are so already.
    private String value(Slot slot) {
        var text = raw(slot);
        return text.startsWith("{\"") ? elements(text) : quoted(text);
    }

    /// A plain value is the rest of the parameter as it stands.
    private String operand(Slot slot) {
        var text = raw(slot);
        return text.startsWith("{\"") ? elements(text) : text;
    }

    private String raw(Slot slot) {
        return (String) values.get(slot.index());
    }

    private static String elements(String literal) {
        return literal.substring(1, literal.length() - 1);
    }
}
