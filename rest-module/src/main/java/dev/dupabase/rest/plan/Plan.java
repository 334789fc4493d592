package dev.dupabase.rest.plan;

import dev.dupabase.rest.request.Arguments;
import dev.dupabase.rest.request.Payload;
import dev.dupabase.rest.request.Preferences.Count;
import dev.dupabase.rest.request.Preferences.Resolution;
import dev.dupabase.rest.request.Preferences.Return;
import dev.dupabase.rest.request.Slot;
import dev.dupabase.rest.schema.QualifiedName;
import dev.dupabase.rest.schema.Routine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request, resolved.
public sealed interface Plan {
    /// The rows that come out, and how they look.
    Node rows();

    /// Null if nothing that the client accepts can be made.
    @Nullable Delivery delivery();

    /// How rows are counted; null if not at all.
    @Nullable Count count();

    /// Embeds that were addressed by the name of their relation although they have an alias.
    List<LegacyName> legacyNames();

    record Read(
            Node rows,
            @Nullable Delivery delivery,
            @Nullable Count count,
            @Nullable Long maxRows,
            List<LegacyName> legacyNames)
            implements Plan {}

    /// @param returned columns the statement returns; empty if only the number of rows matters
    /// @param keys columns of the primary key
    record Write(
            QualifiedName relation,
            Change change,
            List<String> returned,
            List<String> keys,
            Return returning,
            Node rows,
            @Nullable Delivery delivery,
            @Nullable Count count,
            List<LegacyName> legacyNames)
            implements Plan {}

    /// @param returned columns wanted of a function's rows; empty for all
    record Call(
            Routine routine,
            Passing passing,
            List<String> returned,
            Node rows,
            @Nullable Delivery delivery,
            @Nullable Count count,
            @Nullable Long maxRows,
            List<LegacyName> legacyNames)
            implements Plan {}

    /// @param name of the embed's relation, as the client used it
    /// @param alias as it should have been
    record LegacyName(String name, String alias) {}

    /// What is written.
    sealed interface Change {
        /// @param conflict null for a plain insert
        /// @param matching filters that the new row must satisfy: those of `PUT`, else none
        record Insert(
                Payload.Kind kind,
                Slot body,
                List<Written> columns,
                boolean defaults,
                @Nullable Conflict conflict,
                List<Filter> matching)
                implements Change {}

        /// @param keys the columns by which each element of the payload finds its rows; empty if
        ///   the payload's values go to all rows
        record Update(
                Payload.Kind kind,
                Slot body,
                List<Written> columns,
                boolean defaults,
                List<String> keys,
                List<Filter> filters)
                implements Change {
            /// The columns that get new values.
            public List<Written> changed() {
                return columns.stream().filter(column -> !keys.contains(column.name())).toList();
            }

            /// Whether elements of the payload have keys, and something besides.
            public boolean byKey() {
                return !keys.isEmpty() && !changed().isEmpty();
            }
        }

        record Delete(List<Filter> filters) implements Change {}

        /// Rows with rows of other relations in them.
        ///
        /// @param defaults whether absent keys get the column's default
        /// @param steps in the order in which they run
        /// @param root the step of the outermost rows
        record InsertTree(
                Payload.Kind kind,
                Slot body,
                boolean defaults,
                List<InsertStep> steps,
                InsertStep root)
                implements Change {
            public InsertTree {
                steps = List.copyOf(steps);
            }
        }
    }

    /// What becomes of a row that is there already.
    ///
    /// @param columns by which it is known; never empty
    record Conflict(List<String> columns, Resolution resolution) {}

    /// A column that is written.
    ///
    /// @param reader turns JSON into the column's domain; null for PostgreSQL's own way
    /// @param jsonType the type in which the value is read from the payload
    /// @param defaultExpression SQL; null if there is none
    record Written(
            String name,
            String jsonType,
            @Nullable QualifiedName reader,
            @Nullable String defaultExpression) {}

    /// How arguments get to the function.
    sealed interface Passing {
        /// One by one.
        record Values(List<Argument> arguments) implements Passing {}

        /// Out of a JSON object.
        record FromJson(Payload payload, List<Routine.Parameter> parameters) implements Passing {}

        /// The whole body as the only one.
        record Whole(Routine.Parameter parameter, Slot body) implements Passing {}
    }

    /// @param argument as the request gave it
    record Argument(Routine.Parameter parameter, Arguments.Argument argument) {}
}
