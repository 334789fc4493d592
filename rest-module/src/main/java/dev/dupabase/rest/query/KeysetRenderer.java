package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.Keyset;
import dev.dupabase.rest.plan.Keyset.Term;
import dev.dupabase.rest.plan.Node;
import dev.dupabase.rest.plan.Ordering;
import dev.dupabase.rest.request.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes what it takes to go on behind a row.
final class KeysetRenderer {
    /// Rows of a page if nobody says how many.
    private static final long DEFAULT_SIZE = 1_000;

    private static final long LARGEST_SIZE = 10_000;

    private final Sql own;
    private final List<Term> terms;
    private final List<Optional<Slot>> after;

    private KeysetRenderer(Node node, Keyset keyset, List<Optional<Slot>> after) {
        this.own = node.source().qualifier();
        this.terms = keyset.terms();
        this.after = after;
    }

    /// The condition that a row comes behind. Empty for a first page.
    static List<Sql> behind(Node node) {
        var keyset = node.keyset();
        return keyset == null || keyset.after().isEmpty()
                ? List.of()
                : List.of(new KeysetRenderer(node, keyset, keyset.after().get()).condition());
    }

    static Sql size(Node node) {
        return switch (node.limits().limit()) {
            case null -> Sql.number(DEFAULT_SIZE);
            case Slot slot ->
                    Sql.of("least({}::bigint, {})", Sql.value(slot), Sql.number(LARGEST_SIZE));
            case Object rows -> Sql.number(Math.min(DEFAULT_SIZE, Long.parseLong(rows.toString())));
        };
    }

    /// What a row has in the terms of the order, as a JSON array of texts.
    static Sql place(Node node, Keyset keyset) {
        return Sql.of(
                "json_build_array({})::text",
                Sql.join(
                        ", ",
                        keyset.terms().stream()
                                .map(term ->
                                        Sql.of(
                                                "({})::text",
                                                field(node.source().qualifier(), term.ordering())))
                                .toList()));
    }

    private static Sql field(Sql own, Ordering ordering) {
        var alias = ordering.rowAlias();
        return ColumnRenderer.field(alias == null ? own : Sql.identifier(alias), ordering.column());
    }

    private Sql condition() {
        if (isUniform()) {
            return uniform();
        }
        var behind = behind(0);
        var rows = behind == null ? Sql.of("false") : behind;
        var first = terms.getFirst();
        var value = after.getFirst();
        // Follows from the rest, but lets an index begin at the right place.
        return terms.size() > 1 && !first.nullable() && value.isPresent()
                ? Sql.of(
                        "{} {} {} and {}",
                        field(own, first.ordering()),
                        first.isDescending() ? Sql.of("<=") : Sql.of(">="),
                        Sql.value(value.get()),
                        rows)
                : rows;
    }

    /// Whether all terms go the same way and have values: then PostgreSQL compares rows as wholes.
    private boolean isUniform() {
        return terms.stream()
                        .allMatch(term ->
                                !term.nullable()
                                        && term.isDescending() == terms.getFirst().isDescending())
                && after.stream().allMatch(Optional::isPresent);
    }

    private Sql uniform() {
        var fields = terms.stream().map(term -> field(own, term.ordering())).toList();
        var values = new ArrayList<Sql>();
        after.forEach(value -> value.ifPresent(slot -> values.add(Sql.value(slot))));
        return Sql.of(
                "({}) {} ({})",
                Sql.join(", ", fields),
                terms.getFirst().isDescending() ? Sql.of("<") : Sql.of(">"),
                Sql.join(", ", values));
    }

    /// Behind by the terms from there on. Null if no row is.
    private @Nullable Sql behind(int from) {
        var strictly = strictly(from);
        var rest = from + 1 == terms.size() ? null : behind(from + 1);
        var tied = rest == null ? null : Sql.of("({} and {})", same(from), rest);
        if (strictly == null) {
            return tied;
        }
        return tied == null ? strictly : Sql.of("({} or {})", strictly, tied);
    }

    private @Nullable Sql strictly(int place) {
        var term = terms.get(place);
        var field = field(own, term.ordering());
        var value = after.get(place);
        if (value.isEmpty()) {
            return term.isNullFirst() ? Sql.of("{} is not null", field) : null;
        }
        var beyond =
                Sql.of(
                        "{} {} {}",
                        field,
                        term.isDescending() ? Sql.of("<") : Sql.of(">"),
                        Sql.value(value.get()));
        return term.nullable() && !term.isNullFirst()
                ? Sql.of("({} or {} is null)", beyond, field)
                : beyond;
    }

    private Sql same(int place) {
        var field = field(own, terms.get(place).ordering());
        var value = after.get(place);
        return value.isEmpty()
                ? Sql.of("{} is null", field)
                : Sql.of("{} = {}", field, Sql.value(value.get()));
    }
}
