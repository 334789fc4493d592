package dev.dupabase.imports.run;

import dev.dupabase.imports.analysis.Signals;
import dev.dupabase.imports.filter.Verdict;
import dev.dupabase.imports.filter.Verdict.Users;
import dev.dupabase.imports.filter.Verdict.UsersTable;
import dev.dupabase.imports.reading.DumpVisitor;
import dev.dupabase.imports.sql.CopyRows;
import dev.dupabase.imports.sql.SqlStatement;
import dev.dupabase.imports.users.UserStage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;

/// The first walk through a dump, before anything is touched: whether all of it can be read and may
/// be run, whose dump it is, and who its users are.
final class Survey implements DumpVisitor {
    private final Signals signals = new Signals();
    private final Optional<UserStage> stage;

    /// @param stage where users are put; none: they stay behind
    Survey(Optional<UserStage> stage) {
        this.stage = stage;
    }

    Signals signals() {
        return signals;
    }

    @Override
    public void statement(SqlStatement statement, Verdict verdict, Charset charset) {
        signals.see(statement, verdict);
        if (stage.isEmpty()) {
            return;
        }
        if (verdict instanceof UsersTable(var definition, var table)) {
            stage.get().learn(table, definition);
        } else if (verdict instanceof Users users && !users.copy()) {
            stage.get().add(users, charset);
        }
    }

    @Override
    public void rows(Verdict verdict, CopyRows rows, Charset charset) throws IOException {
        if (stage.isPresent() && verdict instanceof Users users) {
            stage.get().add(users, rows, charset);
        }
        rows.skipAll();
        signals.seeRows(verdict, rows.lines());
    }

    @Override
    public void entry(String kind, String schema, String name, String owner) {
        signals.seeEntry(kind, schema, name, owner);
    }
}
