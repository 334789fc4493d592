package dev.dupabase.rest.request.query;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.Addressed;
import dev.dupabase.rest.request.Arguments;
import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.OrderTerm;
import dev.dupabase.rest.request.Query;
import dev.dupabase.rest.request.SelectItem;
import dev.dupabase.rest.request.Slot;
import dev.dupabase.rest.request.Window;
import dev.dupabase.rest.request.grammar.QueryGrammar;
import dev.dupabase.rest.request.grammar.Values;
import dev.dupabase.rest.request.query.QueryString.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sorts the parameters of a query string by their meaning (contracts/rest.md Q3, Q4) and parses
/// them in the order in which faults are reported (§1.5).
public final class QueryReader {
    private static final List<SelectItem> ALL = Query.EVERYTHING.select();

    private final Style style;
    private final Values values;
    private final List<Parameter> orders = new ArrayList<>();
    private final List<Parameter> trees = new ArrayList<>();
    private final List<Parameter> filters = new ArrayList<>();
    private final List<Parameter> windows = new ArrayList<>();
    private @Nullable String columns;
    private @Nullable String select;
    private @Nullable String onConflict;

    /// What parameters mean beside those that mean the same everywhere.
    ///
    /// @param window whose windows count
    /// @param arguments whether a value that is no condition is an argument
    /// @param maxRows cuts every limit; null does not
    public record Style(RootWindow window, boolean arguments, @Nullable Long maxRows) {}

    /// What becomes of the root's `limit` and `offset`.
    public enum RootWindow {
        APPLIED,
        /// Checked, but without effect.
        IGNORED,
        /// Refused, as `PUT` does.
        REFUSED
    }

    /// What the query string said.
    ///
    /// @param columns null if absent
    /// @param onConflict null if absent
    /// @param arguments sorted by name; empty unless they were looked for
    /// @param rootOffset the first row wanted of the root
    public record Reading(
            Query query,
            @Nullable List<String> columns,
            @Nullable List<String> onConflict,
            List<Arguments.Argument> arguments,
            long rootOffset) {}

    private QueryReader(Style style, Values values) {
        this.style = style;
        this.values = values;
    }

    /// @param rangeHeader null where it does not count
    public static Reading read(
            QueryString query, Style style, @Nullable String rangeHeader, Values values) {
        var reader = new QueryReader(style, values);
        query.parameters().forEach(reader::sort);
        return reader.parse(rangeHeader);
    }

    private void sort(Parameter parameter) {
        var value = parameter.value();
        if (value == null) {
            return;
        }
        var key = parameter.key();
        switch (key) {
            case "select" -> select = select == null ? value : select;
            case "columns" -> columns = columns == null ? value : columns;
            case "on_conflict" -> onConflict = onConflict == null ? value : onConflict;
            default -> {
                switch (key.substring(key.lastIndexOf('.') + 1)) {
                    case "order" -> orders.add(parameter);
                    case "limit", "offset" -> windows.add(parameter);
                    case "and", "or" -> trees.add(parameter);
                    default -> filters.add(parameter);
                }
            }
        }
    }

    private Reading parse(@Nullable String rangeHeader) {
        var parsedOrders = parseOrders();
        var parsedTrees = new ArrayList<Addressed<Condition>>(trees.size());
        for (var tree : trees) {
            parsedTrees.add(QueryGrammar.tree(tree.key(), text(tree), values));
        }
        var parsedColumns = columns == null ? null : QueryGrammar.columns(columns);
        var parsedSelect = select == null ? ALL : QueryGrammar.select(select);
        var arguments = new TreeMap<String, List<Slot>>();
        var parsedFilters = parseFilters(arguments);
        var parsedConflict = onConflict == null ? null : QueryGrammar.onConflict(onConflict);
        var nested = new LinkedHashMap<List<String>, Window>();
        var root = parseWindows(rangeHeader, nested);
        return new Reading(
                new Query(
                        parsedSelect,
                        parsedFilters,
                        parsedTrees,
                        parsedOrders,
                        windows(root, nested)),
                parsedColumns,
                parsedConflict,
                arguments.entrySet().stream()
                        .map(entry -> new Arguments.Argument(entry.getKey(), entry.getValue()))
                        .toList(),
                root.offset());
    }

    private List<Addressed<List<OrderTerm>>> parseOrders() {
        if (orders.isEmpty()) {
            return List.of();
        }
        var byPath = new LinkedHashMap<List<String>, List<OrderTerm>>();
        for (var order : orders) {
            var terms = QueryGrammar.order(text(order));
            byPath.putIfAbsent(embedPath(order.key()), terms);
        }
        return byPath.entrySet().stream()
                .map(entry -> new Addressed<>(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<Addressed<Condition>> parseFilters(Map<String, List<Slot>> arguments) {
        var parsed = new ArrayList<Addressed<Condition>>(filters.size());
        for (var filter : filters) {
            if (!style.arguments()) {
                parsed.add(QueryGrammar.filter(filter.key(), text(filter), values));
                continue;
            }
            var either = QueryGrammar.filterOrArgument(filter.key(), text(filter), values);
            if (either.condition() == null) {
                arguments
                        .computeIfAbsent(either.target().item().name(), name -> new ArrayList<>())
                        .add(values.add(text(filter)));
            } else {
                parsed.add(new Addressed<>(either.target().path(), either.condition()));
            }
        }
        return parsed;
    }

    private Ranges parseWindows(@Nullable String rangeHeader, Map<List<String>, Window> nested) {
        Long limit = null;
        Long offset = null;
        for (var parameter : windows) {
            var number = Ranges.number(text(parameter));
            if (parameter.key().equals("limit")) {
                limit = number;
            } else if (parameter.key().equals("offset")) {
                offset = number;
            } else if (number != null) {
                nested.merge(
                        embedPath(parameter.key()),
                        nestedWindow(parameter.key(), number),
                        QueryReader::merged);
            }
        }
        var root = Ranges.of(limit, offset, rangeHeader);
        if (style.window() == RootWindow.REFUSED && !root.isEverything()) {
            throw RestError.PUT_WINDOW.because(
                    "limit/offset querystring parameters are not allowed for PUT");
        }
        return style.window() == RootWindow.APPLIED ? root : Ranges.of(null, null, null);
    }

    private Window nestedWindow(String key, long number) {
        return key.endsWith(".limit")
                ? new Window(values.add(String.valueOf(cut(number))), null)
                : new Window(null, values.add(String.valueOf(number)));
    }

    private static Window merged(Window before, Window later) {
        return new Window(
                later.limit() == null ? before.limit() : later.limit(),
                later.offset() == null ? before.offset() : later.offset());
    }

    private List<Addressed<Window>> windows(Ranges root, Map<List<String>, Window> nested) {
        if (root.isEverything() && nested.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<Addressed<Window>>(nested.size() + 1);
        if (!root.isEverything()) {
            var limit = root.limit();
            all.add(
                    new Addressed<>(
                            List.of(),
                            new Window(
                                    limit == null ? null : values.add(String.valueOf(cut(limit))),
                                    root.offset() == 0
                                            ? null
                                            : values.add(String.valueOf(root.offset())))));
        }
        nested.forEach((path, window) -> all.add(new Addressed<>(path, window)));
        return all;
    }

    private long cut(long limit) {
        return style.maxRows() == null ? limit : Math.min(limit, style.maxRows());
    }

    private static List<String> embedPath(String key) {
        int dot = key.lastIndexOf('.');
        return dot < 0 ? List.of() : QueryGrammar.embedPath(key.substring(0, dot));
    }

    private static String text(Parameter parameter) {
        return parameter.value() == null ? "" : parameter.value();
    }
}
