package dev.dupabase.rest.catalogue;

import dev.dupabase.rest.schema.Column;
import dev.dupabase.rest.schema.QualifiedName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the catalogue queries return, before anything is made of it.
record CatalogueRows(
        Map<Long, Relation> relations,
        Map<Long, List<NumberedColumn>> columns,
        List<KeyRow> keys,
        Map<Long, String> viewRules) {

    /// @param events the bits of `pg_relation_is_updatable`
    record Relation(
            long id, QualifiedName name, boolean view, int events, @Nullable String description) {
        private static final int UPDATE = 4;
        private static final int INSERT = 8;
        private static final int DELETE = 16;

        boolean insertable() {
            return (events & INSERT) != 0;
        }

        boolean updatable() {
            return (events & UPDATE) != 0;
        }

        boolean deletable() {
            return (events & DELETE) != 0;
        }
    }

    record NumberedColumn(int number, Column column) {}

    /// A primary, unique or foreign key.
    ///
    /// @param foreignRelation 0 unless it is a foreign key
    record KeyRow(
            Kind kind,
            String name,
            long relation,
            long foreignRelation,
            List<Integer> numbers,
            List<Integer> foreignNumbers,
            List<String> columns,
            List<String> foreignColumns) {
        /// What a constraint is.
        enum Kind {
            PRIMARY,
            UNIQUE,
            FOREIGN
        }
    }
}
