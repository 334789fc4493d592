package dev.dupabase.admin.studio.session;

import dev.dupabase.platform.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.core.Field;

/// Names the types of columns as PostgreSQL spells them.
public final class TypeNames {
    private static final String UNKNOWN = "unknown";

    private TypeNames() {}

    /// A type with its modifier, such as 12 for `varchar(8)`.
    private record Type(int oid, int modifier) {}

    /// The names of the types of several results' columns, asked for at once.
    ///
    /// @return for each result, a name for each column
    public static List<List<String>> of(StudioSession session, List<Outcome> outcomes) {
        var types = new LinkedHashMap<Type, String>();
        for (var outcome : outcomes) {
            for (var field : outcome.fields()) {
                types.put(type(field), UNKNOWN);
            }
        }
        if (!types.isEmpty() && !session.isInTransaction()) {
            ask(session, types);
        }
        return outcomes.stream()
                .map(outcome ->
                        outcome.fields().stream()
                                .map(field -> types.getOrDefault(type(field), UNKNOWN))
                                .toList())
                .toList();
    }

    private static Type type(Field field) {
        return new Type(field.getOID(), field.getMod());
    }

    private static void ask(StudioSession session, Map<Type, String> types) {
        var asked = new ArrayList<>(types.keySet());
        var oids =
                asked.stream()
                        .map(type -> Integer.toUnsignedString(type.oid()))
                        .collect(Collectors.joining(",", "{", "}"));
        var modifiers =
                asked.stream()
                        .map(type -> Integer.toString(type.modifier()))
                        .collect(Collectors.joining(",", "{", "}"));
        try {
            var names =
                    session.run(
                            Sql.of(
                                    """
                                    select pg_catalog.format_type(t.oid, t.modifier)
                                    from rows from (
                                        pg_catalog.unnest(cast({} as pg_catalog.oid[])),
                                        pg_catalog.unnest(cast({} as pg_catalog.int4[])))
                                        with ordinality as t (oid, modifier, place)
                                    order by t.place
                                    """,
                                    Sql.value(oids),
                                    Sql.value(modifiers)),
                            RowLimit.OWN);
            for (int i = 0; i < asked.size(); i++) {
                var name = names.text(i, 0);
                types.put(asked.get(i), name == null ? UNKNOWN : name);
            }
        } catch (SQLException e) {
            // a session that statements of the developer's left in a poor state: then no names
            types.replaceAll((type, name) -> UNKNOWN);
        }
    }
}
