package dev.dupabase.imports.filter;

import dev.dupabase.imports.filter.Verdict.Refuse;
import dev.dupabase.imports.filter.Verdict.Run;
import dev.dupabase.imports.filter.Verdict.Skip;
import dev.dupabase.imports.filter.Verdict.When;
import dev.dupabase.imports.sql.MetaCommand;
import dev.dupabase.imports.sql.SqlStatement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of each statement of a dump (contracts/platform.md §15.3). It keeps imports
/// useful, not safe: safe they are because all that runs does so as the project's owner, who has no
/// powers beyond the project.
///
/// One dump, one classifier: it follows the dump's settings.
public final class Classifier {
    private static final Set<String> HARMLESS_COMMANDS = Set.of("restrict", "unrestrict");

    /// Everything runs in one transaction, so these mean nothing.
    private static final Set<String> TRANSACTION = Set.of("begin", "start", "commit", "end");

    private static final Set<String> ENDS_TRANSACTION =
            Set.of("rollback", "abort", "savepoint", "release");

    /// About the server, not about data.
    private static final Set<String> OF_SERVER =
            Set.of(
                    "vacuum",
                    "reindex",
                    "cluster",
                    "checkpoint",
                    "load",
                    "discard",
                    "listen",
                    "notify",
                    "unlisten",
                    "reassign",
                    "import",
                    "security",
                    "analyze",
                    "analyse");

    private final DumpSettings settings = new DumpSettings();
    private final Definitions definitions = new Definitions(settings);
    private final RowStatements rows = new RowStatements(settings);

    /// What the dump has set.
    public DumpSettings settings() {
        return settings;
    }

    public Verdict judge(MetaCommand command) {
        return HARMLESS_COMMANDS.contains(command.name())
                ? Skip.SILENTLY
                : new Refuse(
                        "the dump holds the psql command \\%s, which is not run"
                                .formatted(command.name()));
    }

    public Verdict judge(SqlStatement statement) {
        var words = new Words(statement.tokens());
        var verb = words.word();
        words.skip();
        var known = session(statement, verb, words);
        if (known != null) {
            return known;
        }
        return switch (verb) {
            case "copy" -> rows.copy(statement, words);
            case "insert" -> rows.insert(statement, words);
            case "select" -> rows.select(statement, words);
            case "update", "delete", "truncate", "merge", "lock", "refresh" ->
                    rows.change(statement, verb, words);
            case "create" -> definitions.create(statement, words);
            case "alter" -> definitions.alter(statement, words);
            case "drop" -> definitions.drop(statement, words);
            case "comment" -> definitions.comment(statement, words);
            default -> run(statement);
        };
    }

    /// Statements about the session, the transaction, rights or the server.
    private @Nullable Verdict session(SqlStatement statement, String verb, Words words) {
        if (TRANSACTION.contains(verb)) {
            return Skip.SILENTLY;
        }
        if (ENDS_TRANSACTION.contains(verb)
                || (verb.equals("prepare") && words.word().equals("transaction"))) {
            return new Refuse(
                    "the dump steers its transactions itself (%s): an import is one transaction"
                            .formatted(verb));
        }
        if (OF_SERVER.contains(verb)) {
            return Skip.SILENTLY;
        }
        return switch (verb) {
            case "set" -> {
                var verdict = settings.set(words);
                yield verdict == null ? run(statement) : verdict;
            }
            case "reset", "grant", "revoke" -> Skip.SILENTLY;
            default -> null;
        };
    }

    private static Verdict run(SqlStatement statement) {
        return new Run(statement, When.IN_ORDER, false, null);
    }
}
