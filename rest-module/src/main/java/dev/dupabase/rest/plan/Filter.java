package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.Condition;
import java.util.List;

/// A condition with its columns resolved.
public sealed interface Filter {
    /// @param condition one without inner conditions; its field is the column
    record Test(ColumnRef column, Condition condition) implements Filter {}

    /// Whether an embed of the node has rows (contracts/rest.md Q36).
    ///
    /// @param rowAlias of the embed
    record Embedded(String rowAlias, Presence presence) implements Filter {}

    record Not(Filter inner) implements Filter {}

    record And(List<Filter> terms) implements Filter {}

    record Or(List<Filter> terms) implements Filter {}

    /// Rows or none.
    enum Presence {
        PRESENT,
        ABSENT
    }
}
