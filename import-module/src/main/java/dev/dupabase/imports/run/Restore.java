package dev.dupabase.imports.run;

import dev.dupabase.imports.filter.QualifiedName;
import dev.dupabase.imports.filter.Verdict;
import dev.dupabase.imports.filter.Verdict.Extension;
import dev.dupabase.imports.filter.Verdict.Insert;
import dev.dupabase.imports.filter.Verdict.Load;
import dev.dupabase.imports.filter.Verdict.Refuse;
import dev.dupabase.imports.filter.Verdict.Run;
import dev.dupabase.imports.filter.Verdict.Skip;
import dev.dupabase.imports.filter.Verdict.Users;
import dev.dupabase.imports.filter.Verdict.UsersTable;
import dev.dupabase.imports.filter.Verdict.When;
import dev.dupabase.imports.reading.DumpVisitor;
import dev.dupabase.imports.sql.CopyRows;
import dev.dupabase.imports.sql.DumpRefused;
import dev.dupabase.imports.sql.SqlStatement;
import java.io.IOException;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The second walk through a dump: runs what is to be run, in the import's session.
final class Restore implements DumpVisitor {
    /// For want of a schema, a relation, a function, a type or a column: of what was left out.
    private static final Set<String> MISSING =
            Set.of("3F000", "42P01", "42883", "42704", "42703", "42501");

    private final ImportSession session;
    private final Extensions extensions;
    private final Optional<Triggers> triggers;
    private final Warnings warnings;
    private final Consumer<String> current;
    private final Set<QualifiedName> made = new LinkedHashSet<>();
    private final Set<QualifiedName> filled = new LinkedHashSet<>();
    private final List<Last> last = new ArrayList<>();

    /// A statement that waits for the end.
    private record Last(Run run, Charset charset) {}

    /// @param triggers those of the project that rest; none: they fire
    /// @param current is told what is worked on
    Restore(
            ImportSession session,
            Optional<Triggers> triggers,
            Warnings warnings,
            Consumer<String> current) {
        this.session = session;
        this.extensions = new Extensions(session);
        this.triggers = triggers;
        this.warnings = warnings;
        this.current = current;
    }

    /// The tables that were created or got rows.
    Set<QualifiedName> tables() {
        var all = new LinkedHashSet<>(made);
        all.addAll(filled);
        return all;
    }

    Set<QualifiedName> made() {
        return made;
    }

    @Override
    public void statement(SqlStatement statement, Verdict verdict, Charset charset)
            throws SQLException {
        switch (verdict) {
            case Run run when run.when() == When.LAST -> last.add(new Last(run, charset));
            case Run run -> run(run, charset);
            case Insert insert -> {
                fill(insert.table());
                run(insert.statement(), charset);
            }
            case Extension extension -> extensions.make(extension).ifPresent(warnings::add);
            case Skip(var warning) -> {
                if (warning != null) {
                    warnings.add(warning);
                }
            }
            case Refuse(var reason) -> throw new DumpRefused(reason);
            case Load load -> fill(load.table());
            case Users users -> {}
            case UsersTable table -> {}
        }
    }

    @Override
    public void rows(Verdict verdict, CopyRows rows, Charset charset)
            throws SQLException, IOException {
        if (verdict instanceof Load(var statement, var table)) {
            current.accept(table.toString());
            try {
                session.copy(statement.text(charset), Transcoded.of(rows, charset));
            } catch (SQLException e) {
                throw told(statement, e);
            }
        }
    }

    /// What had to wait: views are filled, and triggers on users made.
    void finish() throws SQLException {
        for (var waiting : last) {
            run(waiting.run(), waiting.charset());
        }
    }

    private void run(Run run, Charset charset) throws SQLException {
        if (!run.lenient()) {
            run(run.statement(), charset);
            var table = run.makes();
            if (table != null) {
                made.add(table);
                triggers.ifPresent(resting -> resting.ignore(table));
                current.accept(table.toString());
            }
            return;
        }
        var failure = session.tryRun(run.statement().text(charset));
        if (failure.isPresent()) {
            if (!MISSING.contains(failure.get().getSQLState())) {
                throw told(run.statement(), failure.get());
            }
            warnings.add(
                    "left out, since it needs what is not here: %s (%s)"
                            .formatted(run.statement().glimpse(), failure.get().getMessage()));
        }
    }

    private void run(SqlStatement statement, Charset charset) throws SQLException {
        try {
            session.run(statement.text(charset));
        } catch (SQLException e) {
            throw told(statement, e);
        }
    }

    private void fill(QualifiedName table) throws SQLException {
        if (filled.add(table) && triggers.isPresent()) {
            triggers.get().rest(table);
        }
    }

    private static SQLException told(SqlStatement statement, SQLException cause) {
        return new SQLException(
                "%s (in: %s)".formatted(cause.getMessage(), statement.glimpse()),
                cause.getSQLState(),
                cause);
    }
}
