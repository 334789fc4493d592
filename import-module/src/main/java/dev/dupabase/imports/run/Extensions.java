package dev.dupabase.imports.run;

import dev.dupabase.imports.filter.Schemas;
import dev.dupabase.imports.filter.Verdict.Extension;
import dev.dupabase.platform.sql.Sql;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/// Makes the extensions a dump wants, as far as a project's owner may: those that PostgreSQL calls
/// trusted. What Supabase has in schemas of its own goes to `extensions`.
final class Extensions {
    /// Part of every database, or of what is left out anyway.
    private static final Set<String> SILENT =
            Set.of(
                    "plpgsql",
                    "pg_graphql",
                    "supabase_vault",
                    "pgsodium",
                    "pg_net",
                    "pg_cron",
                    "pgjwt");

    private static final String FIND =
            """
            select coalesce(bool_or(v.trusted), false), coalesce(bool_or(v.installed), false),
                (select n.nspname from pg_catalog.pg_extension e
                    join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.extname = ?)
            from pg_catalog.pg_available_extension_versions v where v.name = ?
            """;

    private final ImportSession session;

    Extensions(ImportSession session) {
        this.session = session;
    }

    private record Found(boolean trusted, boolean installed, Optional<String> schema) {}

    /// @return what to tell the dump's owner
    Optional<String> make(Extension wanted) throws SQLException {
        if (SILENT.contains(wanted.name())) {
            return Optional.empty();
        }
        var found =
                session.query(
                                FIND,
                                row ->
                                        new Found(
                                                row.getBoolean(1),
                                                row.getBoolean(2),
                                                Optional.ofNullable(row.getString(3))),
                                wanted.name(),
                                wanted.name())
                        .getFirst();
        var schema = schema(wanted);
        if (found.schema().isPresent()) {
            return found.schema().get().equals(schema)
                    ? Optional.empty()
                    : Optional.of(
                            "extension %s is in schema %s here, in the dump it is in %s"
                                    .formatted(wanted.name(), found.schema().get(), schema));
        }
        if (!found.trusted()) {
            return Optional.of(
                    "extension %s is left out: %s"
                            .formatted(
                                    wanted.name(),
                                    "the server does not have it, or only an administrator may make it"));
        }
        session.run(
                "create extension %s with schema %s"
                        .formatted(Sql.quote(wanted.name()), Sql.quote(schema)));
        return Optional.empty();
    }

    private static String schema(Extension wanted) {
        return wanted.schema().isEmpty() || !Schemas.isUsers(wanted.schema())
                ? "extensions"
                : wanted.schema();
    }
}
