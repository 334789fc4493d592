package dev.dupabase.rest.request;

import dev.dupabase.platform.sql.Sql;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One item of a select list (contracts/rest.md §2.6, §2.7).
public sealed interface SelectItem {
    /// `*`
    record AllColumns() implements SelectItem {}

    /// A column: `alias:field::cast`, or an aggregate of it: `alias:field::cast.sum()::cast`.
    ///
    /// @param cast the type's name as written; applied before the aggregate
    record Column(
            @Nullable String alias,
            Field field,
            @Nullable String cast,
            @Nullable Aggregate aggregate)
            implements SelectItem {}

    /// `count()`: the number of rows.
    record CountRows(@Nullable String alias, @Nullable String cast) implements SelectItem {}

    /// Another relation's rows: `alias:target!hint!inner(items)`.
    ///
    /// @param items empty for `target()`, which joins and outputs nothing
    record Embed(
            @Nullable String alias,
            String target,
            @Nullable String hint,
            Join join,
            List<SelectItem> items)
            implements SelectItem {
        public Embed {
            items = List.copyOf(items);
        }
    }

    /// Another relation's columns as the parent's own: `...target!hint!inner(items)`.
    record Spread(String target, @Nullable String hint, Join join, List<SelectItem> items)
            implements SelectItem {
        public Spread {
            items = List.copyOf(items);
        }
    }

    /// @param cast applied to the outcome
    record Aggregate(Function function, @Nullable String cast) {}

    /// The functions that may aggregate.
    enum Function {
        SUM(Sql.of("sum")),
        AVG(Sql.of("avg")),
        COUNT(Sql.of("count")),
        MAX(Sql.of("max")),
        MIN(Sql.of("min"));

        private final Sql sql;

        Function(Sql sql) {
            this.sql = sql;
        }

        public Sql sql() {
            return sql;
        }

        /// As the client writes it, and as the outcome is called without an alias.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether parents without a match stay.
    enum Join {
        LEFT,
        INNER
    }
}
