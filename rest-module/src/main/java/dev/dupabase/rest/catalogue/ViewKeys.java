package dev.dupabase.rest.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which views show which columns of base tables, through other views too (contracts/rest.md
/// S15–S16).
final class ViewKeys {
    private record Source(long relation, int column) {}

    /// A view that shows all columns of a key.
    ///
    /// @param columns for each column of the key the names it has in the view, at least one
    record Showing(long view, List<List<String>> columns) {}

    /// By base table: view → base column → names in the view.
    private final Map<Long, Map<Long, Map<Integer, List<String>>>> shown = new HashMap<>();

    /// @param origins by view, in the order of names
    /// @param names of the columns of views, by view and number
    ViewKeys(Map<Long, List<NodeTree.Origin>> origins, Map<Long, Map<Integer, String>> names) {
        var direct = new HashMap<Source, Source>();
        origins.forEach((view, list) ->
                list.forEach(o ->
                        direct.put(
                                new Source(view, o.number()),
                                new Source(o.relation(), o.column()))));
        origins.forEach((view, list) -> {
            for (var origin : list) {
                var name = names.getOrDefault(view, Map.of()).get(origin.number());
                if (name != null) {
                    add(view, name, base(direct, new Source(view, origin.number())));
                }
            }
        });
    }

    private static Source base(Map<Source, Source> direct, Source column) {
        var seen = new HashSet<Source>();
        var source = column;
        for (var next = direct.get(source); next != null && seen.add(source); ) {
            source = next;
            next = direct.get(source);
        }
        return source;
    }

    private void add(long view, String name, Source base) {
        if (base.relation() != view) {
            shown.computeIfAbsent(base.relation(), r -> new LinkedHashMap<>())
                    .computeIfAbsent(view, v -> new HashMap<>())
                    .computeIfAbsent(base.column(), c -> new ArrayList<>())
                    .add(name);
        }
    }

    /// The views that show all columns of a key of a base table.
    List<Showing> showing(long relation, List<Integer> key) {
        var found = new ArrayList<Showing>();
        shown.getOrDefault(relation, Map.of())
                .forEach((view, columns) -> {
                    var names = new ArrayList<List<String>>(key.size());
                    for (var column : key) {
                        names.add(columns.getOrDefault(column, List.of()));
                    }
                    if (names.stream().noneMatch(List::isEmpty)) {
                        found.add(new Showing(view, names));
                    }
                });
        return found;
    }

    /// Every way to choose one name for each column of a key.
    static List<List<String>> combinations(List<List<String>> columns) {
        List<List<String>> chosen = List.of(List.of());
        for (var names : columns) {
            var longer = new ArrayList<List<String>>(chosen.size() * names.size());
            for (var prefix : chosen) {
                for (var name : names) {
                    var extended = new ArrayList<>(prefix);
                    extended.add(name);
                    longer.add(extended);
                }
            }
            chosen = longer;
        }
        return chosen;
    }
}
