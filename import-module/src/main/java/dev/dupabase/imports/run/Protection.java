package dev.dupabase.imports.run;

import dev.dupabase.imports.filter.QualifiedName;
import java.sql.SQLException;
import java.util.Set;

/// Supabase's tables without policies were often meant to be closed: what let nobody in there were
/// the rights, which do not come along. Here they are closed by row level security.
final class Protection {
    private static final String OPEN =
            """
            select c.relname from pg_catalog.pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                and not c.relrowsecurity and c.relname = ?
                and not exists (select from pg_catalog.pg_policy p where p.polrelid = c.oid)
            """;

    private Protection() {}

    static void close(ImportSession session, Set<QualifiedName> tables, Warnings warnings)
            throws SQLException {
        for (var table : tables) {
            if (table.schema().equals("public")
                    && !session.query(OPEN, row -> 1, table.name()).isEmpty()) {
                session.run("alter table %s enable row level security".formatted(table.quoted()));
                warnings.add(
                        "row level security is now on for %s, which had neither that nor policies: give it policies to open it"
                                .formatted(table));
            }
        }
    }
}
