package dev.dupabase.rest.request;

import dev.dupabase.platform.sql.Sql;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A condition on the rows of one node (contracts/rest.md §2.4).
public sealed interface Condition {
    /// `field op value`, or `field op any/all (value)` where the value is an array literal.
    record Compare(Field field, Operator operator, @Nullable Quantifier quantifier, Slot value)
            implements Condition {}

    /// `in.(…)`: the value is a PostgreSQL array literal of all elements, `{}` for none.
    record In(Field field, Slot value) implements Condition {}

    /// `is.null` and its kin. On the name of an embed it asks whether there are embedded rows
    /// (Q36).
    record Is(Field field, Truth truth) implements Condition {}

    /// `isdistinct.value`
    record IsDistinct(Field field, Slot value) implements Condition {}

    /// Full text search.
    ///
    /// @param language a text search configuration, as written
    record TextSearch(Field field, SearchParser parser, @Nullable String language, Slot value)
            implements Condition {}

    record Not(Condition inner) implements Condition {}

    /// @param terms at least one
    record And(List<Condition> terms) implements Condition {
        public And {
            terms = List.copyOf(terms);
        }
    }

    /// @param terms at least one
    record Or(List<Condition> terms) implements Condition {
        public Or {
            terms = List.copyOf(terms);
        }
    }

    /// The binary operators. The value of LIKE and ILIKE has its `*` already turned into `%`.
    enum Operator {
        EQ(Sql.of("=")),
        NEQ(Sql.of("<>")),
        GTE(Sql.of(">=")),
        GT(Sql.of(">")),
        LTE(Sql.of("<=")),
        LT(Sql.of("<")),
        LIKE(Sql.of("like")),
        ILIKE(Sql.of("ilike")),
        MATCH(Sql.of("~")),
        IMATCH(Sql.of("~*")),
        CS(Sql.of("@>")),
        CD(Sql.of("<@")),
        OV(Sql.of("&&")),
        SL(Sql.of("<<")),
        SR(Sql.of(">>")),
        NXR(Sql.of("&<")),
        NXL(Sql.of("&>")),
        ADJ(Sql.of("-|-"));

        private final Sql sql;

        Operator(Sql sql) {
            this.sql = sql;
        }

        public Sql sql() {
            return sql;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether `(any)` and `(all)` may follow.
        public boolean isQuantifiable() {
            return switch (this) {
                case EQ, GTE, GT, LTE, LT, LIKE, ILIKE, MATCH, IMATCH -> true;
                case NEQ, CS, CD, OV, SL, SR, NXR, NXL, ADJ -> false;
            };
        }
    }

    /// How many elements of the array must satisfy the operator.
    enum Quantifier {
        ANY(Sql.of("any")),
        ALL(Sql.of("all"));

        private final Sql sql;

        Quantifier(Sql sql) {
            this.sql = sql;
        }

        public Sql sql() {
            return sql;
        }
    }

    /// What `is` compares with: always a keyword, never a parameter.
    enum Truth {
        NULL(Sql.of("is null")),
        NOT_NULL(Sql.of("is not null")),
        TRUE(Sql.of("is true")),
        FALSE(Sql.of("is false")),
        UNKNOWN(Sql.of("is unknown"));

        private final Sql sql;

        Truth(Sql sql) {
            this.sql = sql;
        }

        /// The whole postfix.
        public Sql sql() {
            return sql;
        }
    }

    /// How the text of a search becomes a query.
    enum SearchParser {
        FTS(Sql.of("to_tsquery")),
        PLFTS(Sql.of("plainto_tsquery")),
        PHFTS(Sql.of("phraseto_tsquery")),
        WFTS(Sql.of("websearch_to_tsquery"));

        private final Sql sql;

        SearchParser(Sql sql) {
            this.sql = sql;
        }

        /// The function's name.
        public Sql sql() {
            return sql;
        }
    }
}
