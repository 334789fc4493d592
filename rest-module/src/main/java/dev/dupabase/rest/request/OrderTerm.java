package dev.dupabase.rest.request;

import dev.dupabase.platform.sql.Sql;
import org.jspecify.annotations.Nullable;

/// One term of an order.
///
/// @param relation the to-one embed whose field it is, by alias or name; null for the node's own
/// @param direction null leaves PostgreSQL's default
/// @param nulls null leaves PostgreSQL's default
public record OrderTerm(
        @Nullable String relation,
        Field field,
        @Nullable Direction direction,
        @Nullable Nulls nulls) {

    /// Which end comes first.
    public enum Direction {
        ASC(Sql.of("asc")),
        DESC(Sql.of("desc"));

        private final Sql sql;

        Direction(Sql sql) {
            this.sql = sql;
        }

        public Sql sql() {
            return sql;
        }
    }

    /// Where rows without a value go.
    public enum Nulls {
        FIRST(Sql.of("nulls first")),
        LAST(Sql.of("nulls last"));

        private final Sql sql;

        Nulls(Sql sql) {
            this.sql = sql;
        }

        public Sql sql() {
            return sql;
        }
    }
}
