package dev.dupabase.imports.filter;

import dev.dupabase.imports.filter.Verdict.Insert;
import dev.dupabase.imports.filter.Verdict.Load;
import dev.dupabase.imports.filter.Verdict.Refuse;
import dev.dupabase.imports.filter.Verdict.Run;
import dev.dupabase.imports.filter.Verdict.Skip;
import dev.dupabase.imports.filter.Verdict.Users;
import dev.dupabase.imports.filter.Verdict.When;
import dev.dupabase.imports.sql.SqlStatement;
import dev.dupabase.imports.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Statements about rows.
final class RowStatements {
    /// Whose rows come along, of the schema `auth`.
    static final Set<String> USERS = Set.of("users", "identities", "mfa_factors");

    private static final String LARGE_OBJECTS =
            "large objects are left out: keep files in the project's storage";

    private final DumpSettings settings;

    RowStatements(DumpSettings settings) {
        this.settings = settings;
    }

    Verdict copy(SqlStatement statement, Words words) {
        var table = words.name(settings.firstSchema());
        var columns = words.names();
        if (table == null || columns == null || !words.accept("from") || !words.accept("stdin")) {
            return new Refuse("only COPY … FROM stdin is run, not: " + statement.glimpse());
        }
        if (words.rest().stream()
                .anyMatch(token -> token.isWord("binary") || token.isWord("program"))) {
            return new Refuse("COPY in binary form is not read: " + statement.glimpse());
        }
        if (table.schema().equals("auth") && USERS.contains(table.name())) {
            return words.isAtEnd()
                    ? new Users(statement, table.name(), columns, true)
                    : new Refuse("rows of sign-in with options: " + statement.glimpse());
        }
        if (!Schemas.isUsers(table.schema())) {
            return new Skip(leftOut(table.schema(), table.name()));
        }
        return new Load(statement, table);
    }

    Verdict insert(SqlStatement statement, Words words) {
        if (!words.accept("into")) {
            return run(statement);
        }
        var table = words.name(settings.firstSchema());
        if (table == null) {
            return run(statement);
        }
        if (table.schema().equals("auth") && USERS.contains(table.name())) {
            var columns = words.names();
            return columns == null
                    ? new Refuse(
                            "rows of sign-in in a form that is not read: " + statement.glimpse())
                    : new Users(statement, table.name(), columns, false);
        }
        return Schemas.isUsers(table.schema())
                ? new Insert(statement, table)
                : new Skip(leftOut(table.schema(), table.name()));
    }

    Verdict change(SqlStatement statement, String verb, Words words) {
        words.acceptAny(Set.of("from", "table", "into", "materialized"));
        words.accept("view");
        words.accept("concurrently");
        words.accept("table");
        words.accept("only");
        var target = words.name(settings.firstSchema());
        if (target != null && !Schemas.isUsers(target.schema())) {
            return new Skip(leftOut(target.schema(), target.name()));
        }
        var when = verb.equals("refresh") ? When.LAST : When.IN_ORDER;
        return new Run(statement, when, verb.equals("refresh"), null);
    }

    Verdict select(SqlStatement statement, Words words) {
        var call = new Words(statement.tokens());
        call.skip();
        var function = call.name("pg_catalog");
        if (function == null || !function.schema().equals("pg_catalog")) {
            return run(statement);
        }
        var arguments = texts(call.rest());
        return switch (function.name()) {
            case "set_config" -> setConfig(statement, arguments);
            case "setval" -> sequence(statement, arguments);
            case "lo_create", "lo_open", "lowrite", "lo_close", "lo_unlink", "lo_from_bytea" ->
                    new Skip(LARGE_OBJECTS);
            case "pg_extension_config_dump",
                    "pg_restore_relation_stats",
                    "pg_restore_attribute_stats",
                    "pg_restore_extended_stats" ->
                    Skip.SILENTLY;
            default -> run(statement);
        };
    }

    private Verdict setConfig(SqlStatement statement, List<String> arguments) {
        if (arguments.size() < 2) {
            return run(statement);
        }
        var verdict = settings.configure(arguments.getFirst(), arguments.get(1));
        return verdict == null ? run(statement) : verdict;
    }

    /// A sequence is named by text, as it would stand in a statement.
    private static Verdict sequence(SqlStatement statement, List<String> arguments) {
        var schema =
                arguments.isEmpty() || arguments.getFirst().indexOf('.') < 0
                        ? ""
                        : arguments.getFirst().split("\\.", 2)[0].replace("\"", "");
        return Schemas.isUsers(schema) ? run(statement) : Skip.SILENTLY;
    }

    private static List<String> texts(List<Token> tokens) {
        var texts = new ArrayList<String>();
        for (var token : tokens) {
            if (token.isText()) {
                texts.add(token.text());
            }
        }
        return texts;
    }

    private static Verdict run(SqlStatement statement) {
        return new Run(statement, When.IN_ORDER, false, null);
    }

    /// What Supabase keeps in its own tables is of no use elsewhere, and not worth a word; files
    /// are.
    static @Nullable String leftOut(String schema, String table) {
        if (schema.equals("storage") && Set.of("buckets", "objects").contains(table)) {
            return "the project has no storage yet: rows of storage.%s are left out"
                    .formatted(table);
        }
        return Schemas.isOurs(schema) || Schemas.isOfPostgres(schema)
                ? null
                : "schema %s is Supabase's own and is left out".formatted(schema);
    }
}
