package dev.dupabase.imports.run;

import dev.dupabase.imports.filter.QualifiedName;
import dev.dupabase.platform.sql.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Lets the triggers of the project's own tables rest while rows come in, and puts each back as it
/// was. All of it happens inside the import's transaction: a crash undoes it.
final class Triggers {
    private static final String OF_TABLE =
            """
            select t.tgname, t.tgenabled from pg_catalog.pg_trigger t
            join pg_catalog.pg_class c on c.oid = t.tgrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relname = ? and not t.tgisinternal
                and t.tgenabled <> 'D' and t.tgparentid = 0
            order by t.tgname
            """;

    private final ImportSession session;
    private final Set<QualifiedName> seen = new HashSet<>();
    private final List<String> undo = new ArrayList<>();

    Triggers(ImportSession session) {
        this.session = session;
    }

    /// Of tables the import makes itself: their triggers come when their rows are in.
    void ignore(QualifiedName table) {
        seen.add(table);
    }

    void rest(QualifiedName table) throws SQLException {
        if (!seen.add(table)) {
            return;
        }
        for (var trigger :
                session.query(
                        OF_TABLE,
                        row -> new Trigger(row.getString(1), row.getString(2)),
                        table.schema(),
                        table.name())) {
            session.run(
                    "alter table %s disable trigger %s"
                            .formatted(table.quoted(), Sql.quote(trigger.name())));
            undo.add(
                    "alter table %s enable %s trigger %s"
                            .formatted(table.quoted(), trigger.mode(), Sql.quote(trigger.name())));
        }
    }

    void wake() throws SQLException {
        if (!undo.isEmpty()) {
            session.run("set constraints all immediate");
        }
        for (var statement : undo) {
            session.run(statement);
        }
    }

    private record Trigger(String name, String state) {
        String mode() {
            return switch (state) {
                case "A" -> "always";
                case "R" -> "replica";
                default -> "";
            };
        }
    }
}
