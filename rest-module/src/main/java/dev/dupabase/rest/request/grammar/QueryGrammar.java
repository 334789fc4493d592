package dev.dupabase.rest.request.grammar;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.Addressed;
import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.Field;
import dev.dupabase.rest.request.OrderTerm;
import dev.dupabase.rest.request.SelectItem;
import dev.dupabase.rest.request.grammar.OperationParser.ValueStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Parses the parameters of a query string, each by its own rule. What cannot be read is refused as
/// `PGRST100` with the place of the fault (contracts/rest.md Q7).
public final class QueryGrammar {
    private QueryGrammar() {}

    public static List<SelectItem> select(String text) {
        return parse("select parameter", text, text, in -> new SelectParser(in).parse());
    }

    public static List<OrderTerm> order(String text) {
        return parse("order", text, text, in -> new OrderParser(in).parse());
    }

    /// `columns=`, in the order written.
    public static List<String> columns(String text) {
        return parse("columns parameter", text, text, QueryGrammar::names);
    }

    public static List<String> onConflict(String text) {
        return parse("on_conflict parameter", text, text, QueryGrammar::names);
    }

    /// The embeds that lead to a node: names with dots between them.
    public static List<String> embedPath(String text) {
        return parse("tree path", text, text, QueryGrammar::dotted);
    }

    public static Addressed<Condition> filter(String key, String value, Values values) {
        var target = target(key);
        return new Addressed<>(
                target.path(),
                parse(
                        "filter",
                        value,
                        value,
                        in -> {
                            var condition =
                                    new OperationParser(in, values, ValueStyle.WHOLE)
                                            .tryParse(target.item());
                            if (condition == null) {
                                throw in.failure();
                            }
                            return condition;
                        }));
    }

    /// A parameter of a function read with `GET`: a filter if its value begins with an operator.
    ///
    /// @return a condition, or null in its place if it is an argument; the field's name is the
    ///   argument's
    public static FilterOrArgument filterOrArgument(String key, String value, Values values) {
        var target = target(key);
        return parse(
                "filter",
                value,
                value,
                in ->
                        new FilterOrArgument(
                                target,
                                new OperationParser(in, values, ValueStyle.WHOLE)
                                        .tryParse(target.item())));
    }

    /// @param target what the key names
    /// @param condition null if the value is an argument
    public record FilterOrArgument(Addressed<Field> target, @Nullable Condition condition) {}

    /// A logic tree: `not` may stand anywhere in the key's path.
    public static Addressed<Condition> tree(String key, String value, Values values) {
        var path = new ArrayList<>(parse("logic path", key, key, QueryGrammar::dotted));
        var operator = path.removeLast();
        boolean negated = path.removeIf("not"::equals);
        var glued = (negated ? "not." : "") + operator + value;
        return new Addressed<>(
                path, parse("logic tree", value, glued, in -> new LogicParser(in, values).parse()));
    }

    private static Addressed<Field> target(String key) {
        return parse("tree path", key, key, QueryGrammar::path);
    }

    /// Names with dots between them, then a JSON path. What follows is nobody's business (Q16).
    private static Addressed<Field> path(Cursor in) {
        var name = Names.name(in);
        if (in.peek() != '.') {
            return new Addressed<>(List.of(), new Field(name, Names.jsonPath(in)));
        }
        var path = new ArrayList<String>();
        while (in.skip('.', Names.DELIMITER)) {
            path.add(name);
            name = Names.name(in);
        }
        return new Addressed<>(path, new Field(name, Names.jsonPath(in)));
    }

    private static List<String> dotted(Cursor in) {
        var names = new ArrayList<String>();
        do {
            names.add(Names.name(in));
        } while (in.skip('.', Names.DELIMITER));
        return names;
    }

    private static List<String> names(Cursor in) {
        var names = new ArrayList<String>();
        do {
            in.skipBlanks();
            names.add(Names.name(in));
            in.skipBlanks();
        } while (in.skip(','));
        return names;
    }

    private static <T> T parse(String what, String shown, String text, Function<Cursor, T> parser) {
        try {
            return parser.apply(new Cursor(text, false));
        } catch (ParseFailure failed) {
            return explain(what, shown, text, parser);
        }
    }

    private static <T> T explain(
            String what, String shown, String text, Function<Cursor, T> parser) {
        var again = new Cursor(text, true);
        try {
            return parser.apply(again);
        } catch (ParseFailure failed) {
            var notes = again.noted();
            throw RestError.UNREADABLE_QUERY
                    .because(
                            "\"failed to parse %s (%s)\" %s",
                            what, shown, position(text, Math.max(notes.at(), 0)))
                    .details(notes.describe());
        }
    }

    private static String position(String text, int at) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\n') {
                line++;
                column = 1;
            } else {
                column = c == '\t' ? column + 8 - (column - 1) % 8 : column + 1;
            }
        }
        return "(line %d, column %d)".formatted(line, column);
    }
}
