package dev.dupabase.admin.studio.table;

import dev.dupabase.admin.error.Problems;
import dev.dupabase.platform.sql.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// In which order rows come. The key is always the last word, so that no page shows a row twice.
final class Ordering {
    private static final String FIELD = "order";

    private final Relation relation;
    private final List<Sql> terms = new ArrayList<>();
    private final Set<String> named = new LinkedHashSet<>();

    private Ordering(Relation relation) {
        this.relation = relation;
    }

    /// @return ` order by …`, or nothing for a view without one
    static Sql of(Relation relation, RowsWish wish) {
        var ordering = new Ordering(relation);
        if (!wish.orderBy().isEmpty()) {
            ordering.add(wish.orderBy(), wish.descending());
        }
        for (var term : wish.order().split(",")) {
            if (!term.isBlank()) {
                ordering.add(term.strip());
            }
        }
        ordering.addKey();
        return ordering.terms.isEmpty()
                ? Sql.EMPTY
                : Sql.of(" order by {}", Sql.join(", ", ordering.terms));
    }

    /// As contracts/platform.md §8 has it: one column and a direction.
    private void add(String column, boolean descending) {
        relation.require(column, "order_by");
        named.add(column);
        var name = Sql.identifier(column);
        terms.add(descending ? Sql.of("{} desc", name) : name);
    }

    /// As the REST API has it: `created_at.desc.nullslast`. Names may hold dots.
    private void add(String term) {
        var column =
                relation.columns().stream()
                        .map(Relation.Column::name)
                        .filter(name -> term.equals(name) || term.startsWith(name + "."))
                        .max(Comparator.comparingInt(String::length))
                        .orElseThrow(() ->
                                Problems.of(FIELD, "there is no column '%s'".formatted(term)));
        named.add(column);
        var sql = Sql.identifier(column);
        if (term.length() > column.length()) {
            for (var word : List.of(term.substring(column.length() + 1).split("\\."))) {
                sql = modified(sql, word);
            }
        }
        terms.add(sql);
    }

    private static Sql modified(Sql term, String word) {
        return switch (word) {
            case "asc" -> Sql.of("{} asc", term);
            case "desc" -> Sql.of("{} desc", term);
            case "nullsfirst" -> Sql.of("{} nulls first", term);
            case "nullslast" -> Sql.of("{} nulls last", term);
            default ->
                    throw Problems.of(
                            FIELD,
                            "'%s' is not one of asc, desc, nullsfirst, nullslast".formatted(word));
        };
    }

    private void addKey() {
        var key = relation.key();
        if (key.isPresent()) {
            key.get().stream()
                    .filter(column -> !named.contains(column))
                    .map(Sql::identifier)
                    .forEach(terms::add);
        } else if (relation.hasSystemColumns()) {
            terms.add(Sql.of("tableoid"));
            terms.add(Sql.of("ctid"));
        }
    }
}
