package dev.dupabase.rest.request;

import dev.dupabase.platform.sql.Sql;

/// One step of a JSON path.
public sealed interface JsonStep {
    Arrow arrow();

    /// A step to the member of that name.
    record Key(Arrow arrow, String name) implements JsonStep {}

    /// A step to an element of an array.
    ///
    /// @param number decimal digits, perhaps after `-`; counts from zero, or from the end if
    ///   negative
    record Index(Arrow arrow, String number) implements JsonStep {}

    /// What the step yields.
    enum Arrow {
        /// `->`: JSON.
        JSON(Sql.of("->")),
        /// `->>`: text.
        TEXT(Sql.of("->>"));

        private final Sql sql;

        Arrow(Sql sql) {
            this.sql = sql;
        }

        public Sql sql() {
            return sql;
        }
    }
}
