package dev.dupabase.imports.filter;

import dev.dupabase.imports.sql.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a statement of a dump.
public sealed interface Verdict {
    /// It runs, in the name of the project's owner.
    ///
    /// @param when in which order
    /// @param lenient whether it may fail for want of something that was left out: then it is left
    ///   out as well
    /// @param makes the table it creates, if it does
    record Run(SqlStatement statement, When when, boolean lenient, @Nullable QualifiedName makes)
            implements Verdict {}

    /// The rows that follow go into a table.
    record Load(SqlStatement statement, QualifiedName table) implements Verdict {}

    /// The rows in the statement go into a table.
    record Insert(SqlStatement statement, QualifiedName table) implements Verdict {}

    /// Rows of users of sign-in.
    ///
    /// @param columns of the rows; empty if the statement names none
    /// @param copy whether they follow, or stand in the statement
    record Users(SqlStatement statement, String table, List<String> columns, boolean copy)
            implements Verdict {}

    /// The definition of one of the tables of sign-in: it is not run, but it tells the order of the
    /// columns.
    record UsersTable(SqlStatement statement, String table) implements Verdict {}

    /// An extension is wanted.
    ///
    /// @param schema where the dump has it; empty if it does not say
    record Extension(String name, String schema) implements Verdict {}

    /// It is left out.
    ///
    /// @param warning what to tell the dump's owner; null if there is nothing to tell
    record Skip(@Nullable String warning) implements Verdict {
        static final Skip SILENTLY = new Skip(null);
    }

    /// The import fails.
    record Refuse(String reason) implements Verdict {}

    /// When a statement runs.
    enum When {
        IN_ORDER,
        /// When all else is done.
        LAST
    }
}
