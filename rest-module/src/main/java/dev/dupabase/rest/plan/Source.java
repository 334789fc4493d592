package dev.dupabase.rest.plan;

import dev.dupabase.platform.sql.Sql;
import dev.dupabase.rest.schema.QualifiedName;

/// Where the rows of a node come from.
public sealed interface Source {
    /// How its columns are qualified.
    Sql qualifier();

    /// The name by which it is known inside the query, without a schema.
    String alias();

    /// A relation under its own name: the root of a read.
    record Relation(QualifiedName name) implements Source {
        @Override
        public Sql qualifier() {
            return name.sql();
        }

        @Override
        public String alias() {
            return name.name();
        }
    }

    /// What the write or the call before it yielded.
    record Preceding(String alias) implements Source {
        @Override
        public Sql qualifier() {
            return Sql.identifier(alias);
        }
    }

    /// A relation that is embedded.
    record Embedded(QualifiedName name, String alias) implements Source {
        @Override
        public Sql qualifier() {
            return Sql.identifier(alias);
        }
    }

    /// A function of the parent's row.
    record Computed(
            QualifiedName function, String argument, QualifiedName argumentType, String alias)
            implements Source {
        @Override
        public Sql qualifier() {
            return Sql.identifier(alias);
        }
    }
}
