package dev.dupabase.rest.query;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.plan.ColumnRef;
import dev.dupabase.rest.plan.Filter;
import dev.dupabase.rest.plan.Filter.Presence;
import dev.dupabase.rest.request.Condition;
import dev.dupabase.rest.request.Slot;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes conditions on the rows of one node.
///
/// @param embedded how to ask whether an embed has rows
record FilterRenderer(Sql qualifier, Function<Filter.Embedded, Sql> embedded) {
    /// For places where no embed can be asked for.
    static FilterRenderer withoutEmbeds(Sql qualifier) {
        return new FilterRenderer(
                qualifier,
                filter -> {
                    throw new IllegalArgumentException("no embeds here: " + filter.rowAlias());
                });
    }

    /// By the name of the joined rows.
    static Sql joined(Filter.Embedded filter) {
        var rows = Sql.identifier(filter.rowAlias());
        return filter.presence() == Presence.PRESENT
                ? Sql.of("{} is distinct from null", rows)
                : Sql.of("{} is not distinct from null", rows);
    }

    List<Sql> renderAll(Collection<Filter> filters) {
        return filters.stream().map(this::render).toList();
    }

    Sql render(Filter filter) {
        return switch (filter) {
            case Filter.Test(var column, var condition) -> test(column, condition);
            case Filter.Embedded asked -> embedded.apply(asked);
            case Filter.Not(var inner) -> Sql.of("not ({})", render(inner));
            case Filter.And(var terms) -> Sql.of("({})", Sql.join(" and ", renderAll(terms)));
            case Filter.Or(var terms) -> Sql.of("({})", Sql.join(" or ", renderAll(terms)));
        };
    }

    private Sql test(ColumnRef column, Condition condition) {
        var field = ColumnRenderer.field(qualifier, column);
        return switch (condition) {
            case Condition.Compare compare -> compare(column, field, compare);
            case Condition.In(var ignored, var elements) ->
                    Sql.of("{} = any ({})", field, elements(column, elements));
            case Condition.Is(var ignored, var truth) -> Sql.of("{} {}", field, truth.sql());
            case Condition.IsDistinct(var ignored, var value) ->
                    Sql.of("{} is distinct from {}", field, Sql.value(value));
            case Condition.TextSearch search -> search(column, field, search);
            case Condition.Not not -> throw notSimple(not);
            case Condition.And and -> throw notSimple(and);
            case Condition.Or or -> throw notSimple(or);
        };
    }

    private static IllegalArgumentException notSimple(Condition condition) {
        return new IllegalArgumentException("not a simple condition: " + condition);
    }

    private static Sql compare(ColumnRef column, Sql field, Condition.Compare compare) {
        var operator = compare.operator().sql();
        return compare.quantifier() == null
                ? Sql.of("{} {} {}", field, operator, value(column, compare.value()))
                : Sql.of(
                        "{} {} {} ({})",
                        field,
                        operator,
                        compare.quantifier().sql(),
                        elements(column, compare.value()));
    }

    private static Sql value(ColumnRef column, Slot value) {
        return column.reader() == null
                ? Sql.value(value)
                : Sql.of("{}({}::text)", column.reader().sql(), Sql.value(value));
    }

    /// The elements of an array literal.
    private static Sql elements(ColumnRef column, Slot array) {
        return column.reader() == null
                ? Sql.value(array)
                : Sql.of(
                        "array(select {}(element) from unnest({}::text[]) element)",
                        column.reader().sql(),
                        Sql.value(array));
    }

    private static Sql search(ColumnRef column, Sql field, Condition.TextSearch search) {
        var language = language(search.language());
        return Sql.of(
                "{} @@ {}({}{})",
                column.searchable() ? field : Sql.of("to_tsvector({}{})", language, field),
                search.parser().sql(),
                language,
                Sql.value(search.value()));
    }

    private static Sql language(@Nullable String language) {
        return language == null ? Sql.EMPTY : Sql.of("{}, ", Sql.value(language));
    }
}
