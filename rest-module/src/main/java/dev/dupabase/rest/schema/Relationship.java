package dev.dupabase.rest.schema;

import java.util.List;

/// How rows of one relation lead to rows of another (contracts/rest.md §5.3–5.5).
public sealed interface Relationship {
    QualifiedName origin();

    QualifiedName target();

    /// Whether origin and target are one table; a view and its own table are not.
    boolean self();

    /// Whether a row of the origin leads to one row at most.
    boolean toOne();

    /// By a foreign key, seen from either end.
    ///
    /// @param columns in the order of the key
    record Direct(
            QualifiedName origin,
            QualifiedName target,
            boolean self,
            Cardinality cardinality,
            String constraint,
            List<ColumnPair> columns,
            boolean originIsView,
            boolean targetIsView)
            implements Relationship {
        public Direct {
            columns = List.copyOf(columns);
        }

        @Override
        public boolean toOne() {
            return cardinality != Cardinality.ONE_TO_MANY;
        }

        /// The same key from the other end.
        public Direct inverse() {
            return new Direct(
                    target,
                    origin,
                    self,
                    cardinality == Cardinality.MANY_TO_ONE
                            ? Cardinality.ONE_TO_MANY
                            : Cardinality.ONE_TO_ONE_INVERSE,
                    constraint,
                    columns.stream().map(ColumnPair::swapped).toList(),
                    targetIsView,
                    originIsView);
        }
    }

    /// Through a third relation that holds a foreign key to each.
    ///
    /// @param originColumns pairs (origin's column, junction's column)
    /// @param targetColumns pairs (target's column, junction's column)
    record ManyToMany(
            QualifiedName origin,
            QualifiedName target,
            boolean self,
            QualifiedName junction,
            String originConstraint,
            List<ColumnPair> originColumns,
            String targetConstraint,
            List<ColumnPair> targetColumns)
            implements Relationship {
        public ManyToMany {
            originColumns = List.copyOf(originColumns);
            targetColumns = List.copyOf(targetColumns);
        }

        @Override
        public boolean toOne() {
            return false;
        }
    }

    /// By a function from a row of the origin to rows of the target.
    record Computed(
            QualifiedName function, QualifiedName origin, QualifiedName target, boolean toOne)
            implements Relationship {
        @Override
        public boolean self() {
            return origin.equals(target);
        }
    }

    /// A column of the origin and the one of the other end that it must equal.
    record ColumnPair(String origin, String target) {
        public ColumnPair swapped() {
            return new ColumnPair(target, origin);
        }
    }

    /// Of foreign keys. The order is that of candidates in errors.
    enum Cardinality {
        ONE_TO_MANY("one-to-many"),
        MANY_TO_ONE("many-to-one"),
        ONE_TO_ONE("one-to-one"),
        /// Seen from the referenced end.
        ONE_TO_ONE_INVERSE("one-to-one");

        private final String label;

        Cardinality(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
