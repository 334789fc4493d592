package dev.dupabase.imports.filter;

import dev.dupabase.imports.filter.Verdict.Extension;
import dev.dupabase.imports.filter.Verdict.Run;
import dev.dupabase.imports.filter.Verdict.Skip;
import dev.dupabase.imports.filter.Verdict.UsersTable;
import dev.dupabase.imports.filter.Verdict.When;
import dev.dupabase.imports.sql.SqlStatement;
import dev.dupabase.imports.sql.Token;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Statements about objects.
final class Definitions {
    /// Of the cluster or the database, or beyond what a project's owner may make.
    private static final Set<String> NOT_OF_A_PROJECT =
            Set.of(
                    "role",
                    "user",
                    "group",
                    "database",
                    "tablespace",
                    "publication",
                    "subscription",
                    "event",
                    "server",
                    "foreign",
                    "language",
                    "procedural",
                    "trusted",
                    "access",
                    "large",
                    "system",
                    "transform");

    private static final Set<String> BEFORE_THE_KIND =
            Set.of(
                    "or",
                    "replace",
                    "global",
                    "local",
                    "temp",
                    "temporary",
                    "unlogged",
                    "recursive",
                    "unique",
                    "constraint",
                    "default",
                    "materialized");

    private static final Set<String> ON_A_TABLE = Set.of("trigger", "policy", "rule");

    /// Who is known in every project.
    private static final Set<String> ROLES =
            Set.of(
                    "public",
                    "anon",
                    "authenticated",
                    "service_role",
                    "current_user",
                    "current_role",
                    "session_user");

    private final DumpSettings settings;

    Definitions(DumpSettings settings) {
        this.settings = settings;
    }

    /// After `CREATE`.
    Verdict create(SqlStatement statement, Words words) {
        while (words.acceptAny(BEFORE_THE_KIND)) {
            // only passed over
        }
        var kind = words.word();
        if (NOT_OF_A_PROJECT.contains(kind)) {
            return new Skip(notOfAProject(kind, statement));
        }
        words.skip();
        return switch (kind) {
            case "schema" -> schema(statement, words);
            case "extension" -> extension(words);
            case "index" -> index(statement, words);
            case "trigger" -> trigger(statement, words);
            case "policy" -> policy(statement, words);
            case "rule" -> rule(statement, words);
            case "table" -> table(statement, words);
            case "cast" -> run(statement);
            default -> named(statement, kind, words);
        };
    }

    private Verdict schema(SqlStatement statement, Words words) {
        words.skipConditions();
        var name = words.peek();
        if (name == null || !name.isName()) {
            return run(statement);
        }
        if (name.text().equals("public") || !Schemas.isUsers(name.text())) {
            return leftOut(name.text());
        }
        words.skip();
        return words.word().equals("authorization")
                ? run(statement.replaced(name.end(), statement.length(), ""))
                : run(statement);
    }

    private static Verdict extension(Words words) {
        words.skipConditions();
        var name = words.peek();
        if (name == null || !name.isName()) {
            return Skip.SILENTLY;
        }
        words.skip();
        words.accept("with");
        var schema = words.accept("schema") ? words.peek() : null;
        return new Extension(name.text(), schema == null ? "" : schema.text());
    }

    private Verdict index(SqlStatement statement, Words words) {
        var wanted = statement;
        var concurrently = words.peek();
        if (concurrently != null && words.accept("concurrently")) {
            wanted = statement.replaced(concurrently.start(), concurrently.end(), "");
        }
        words.skipPast("on");
        words.accept("only");
        return onTable(wanted, words.name(settings.firstSchema()));
    }

    private Verdict trigger(SqlStatement statement, Words words) {
        words.skipPast("on");
        var table = words.name(settings.firstSchema());
        if (table == null || !table.is("auth", "users")) {
            return onTable(statement, table);
        }
        words.skipPast("execute");
        words.skip();
        var function = words.name(settings.firstSchema());
        return function != null && Schemas.isUsers(function.schema())
                ? new Run(statement, When.LAST, true, null)
                : Skip.SILENTLY;
    }

    private Verdict policy(SqlStatement statement, Words words) {
        var name = words.peek();
        words.skipPast("on");
        var table = words.name(settings.firstSchema());
        if (table != null && !Schemas.isUsers(table.schema())) {
            return new Skip(
                    "policy %s of %s is left out"
                            .formatted(name == null ? "" : name.text(), table));
        }
        var unknown = words.skipPast("to") ? unknownRole(words.rest()) : null;
        return unknown == null
                ? new Run(statement, When.IN_ORDER, words.mentions(Schemas::isOfSupabase), null)
                : new Skip(
                        "policy %s of %s is for the role %s, which projects do not have: it is left out"
                                .formatted(name == null ? "" : name.text(), table, unknown));
    }

    private static @Nullable String unknownRole(List<Token> tokens) {
        for (var token : tokens) {
            if (token.isWord("using") || token.isWord("with")) {
                return null;
            }
            if (token.isName() && !ROLES.contains(token.text())) {
                return token.text();
            }
        }
        return null;
    }

    private Verdict rule(SqlStatement statement, Words words) {
        words.skipPast("to");
        return onTable(statement, words.name(settings.firstSchema()));
    }

    private Verdict table(SqlStatement statement, Words words) {
        words.skipConditions();
        var table = words.name(settings.firstSchema());
        if (table == null) {
            return run(statement);
        }
        if (table.schema().equals("auth") && RowStatements.USERS.contains(table.name())) {
            return new UsersTable(statement, table.name());
        }
        return Schemas.isUsers(table.schema())
                ? new Run(statement, When.IN_ORDER, false, table)
                : leftOut(table.schema());
    }

    /// After `ALTER`.
    Verdict alter(SqlStatement statement, Words words) {
        words.accept("materialized");
        var kind = words.word();
        if (NOT_OF_A_PROJECT.contains(kind)) {
            return new Skip(notOfAProject(kind, statement));
        }
        if (kind.equals("default")
                || kind.equals("extension")
                || words.endsWith("owner", "to", "")
                || words.endsWith("depends", "on", "extension", "")) {
            return Skip.SILENTLY;
        }
        words.skip();
        return ON_A_TABLE.contains(kind)
                ? onObject(statement, words)
                : named(statement, kind, words);
    }

    /// After `DROP`.
    Verdict drop(SqlStatement statement, Words words) {
        words.accept("materialized");
        var kind = words.word();
        if (NOT_OF_A_PROJECT.contains(kind) || kind.equals("extension") || kind.equals("owned")) {
            return Skip.SILENTLY;
        }
        words.skip();
        if (kind.equals("schema")) {
            words.skipConditions();
            var name = words.peek();
            return name != null && Schemas.isUsers(name.text()) && !name.text().equals("public")
                    ? run(statement)
                    : Skip.SILENTLY;
        }
        return ON_A_TABLE.contains(kind)
                ? onObject(statement, words)
                : named(statement, kind, words);
    }

    /// After `COMMENT`. Comments on what is not the owner's are not worth a failure.
    Verdict comment(SqlStatement statement, Words words) {
        words.accept("on");
        words.accept("materialized");
        var kind = words.word();
        if (NOT_OF_A_PROJECT.contains(kind) || kind.equals("extension")) {
            return Skip.SILENTLY;
        }
        words.skip();
        if (kind.equals("schema")) {
            var name = words.peek();
            return name != null && Schemas.isUsers(name.text())
                    ? lenient(statement)
                    : Skip.SILENTLY;
        }
        if (ON_A_TABLE.contains(kind) || kind.equals("constraint")) {
            words.skipPast("on");
            words.accept("domain");
            var table = words.name(settings.firstSchema());
            return table != null && table.is("auth", "users")
                    ? new Run(statement, When.LAST, true, null)
                    : lenientOn(statement, table);
        }
        acceptSecondWord(kind, words);
        return lenientOn(statement, words.name(settings.firstSchema()));
    }

    private Verdict lenientOn(SqlStatement statement, @Nullable QualifiedName name) {
        return name == null || Schemas.isUsers(name.schema()) ? lenient(statement) : Skip.SILENTLY;
    }

    /// A policy, rule or trigger: its name, `ON`, and the table.
    private Verdict onObject(SqlStatement statement, Words words) {
        words.skipPast("on");
        return onTable(statement, words.name(settings.firstSchema()));
    }

    private Verdict onTable(SqlStatement statement, @Nullable QualifiedName table) {
        if (table == null) {
            return run(statement);
        }
        if (!Schemas.isUsers(table.schema())) {
            return leftOut(table.schema());
        }
        return new Run(
                statement,
                When.IN_ORDER,
                new Words(statement.tokens()).mentions(Schemas::isOfSupabase),
                null);
    }

    private Verdict named(SqlStatement statement, String kind, Words words) {
        acceptSecondWord(kind, words);
        words.skipConditions();
        var name = words.name(settings.firstSchema());
        if (name != null && !Schemas.isUsers(name.schema())) {
            return leftOut(name.schema());
        }
        boolean lenient =
                kind.equals("view")
                        && new Words(statement.tokens()).mentions(Schemas::isOfSupabase);
        return new Run(statement, When.IN_ORDER, lenient, null);
    }

    private static void acceptSecondWord(String kind, Words words) {
        if (kind.equals("text") && words.accept("search")) {
            words.skip();
        } else if (kind.equals("operator")) {
            words.acceptAny(Set.of("class", "family"));
        } else if (kind.equals("materialized")) {
            words.accept("view");
        }
    }

    private static Verdict leftOut(String schema) {
        return new Skip(
                Schemas.isOfSupabase(schema) && !schema.equals("extensions")
                        ? "schema %s is Supabase's own and is left out".formatted(schema)
                        : null);
    }

    private static @Nullable String notOfAProject(String kind, SqlStatement statement) {
        return switch (kind) {
            case "role", "user", "group", "database", "system", "large", "procedural", "trusted" ->
                    null;
            case "publication", "subscription" -> "publications and subscriptions are left out";
            case "event" -> "event triggers are left out";
            default -> "left out: " + statement.glimpse();
        };
    }

    private static Verdict run(SqlStatement statement) {
        return new Run(statement, When.IN_ORDER, false, null);
    }

    private static Verdict lenient(SqlStatement statement) {
        return new Run(statement, When.IN_ORDER, true, null);
    }
}
