package dev.dupabase.imports.reading;

import dev.dupabase.imports.ImportProperties;
import dev.dupabase.imports.filter.Classifier;
import dev.dupabase.imports.filter.QualifiedName;
import dev.dupabase.imports.filter.Verdict;
import dev.dupabase.imports.filter.Verdict.Insert;
import dev.dupabase.imports.filter.Verdict.Load;
import dev.dupabase.imports.filter.Verdict.Refuse;
import dev.dupabase.imports.filter.Verdict.Skip;
import dev.dupabase.imports.filter.Verdict.Users;
import dev.dupabase.imports.source.CountedInput;
import dev.dupabase.imports.source.Dump;
import dev.dupabase.imports.sql.CopyRows;
import dev.dupabase.imports.sql.DumpRefused;
import dev.dupabase.imports.sql.MetaCommand;
import dev.dupabase.imports.sql.Script;
import dev.dupabase.imports.sql.SqlStatement;
import dev.dupabase.platform.archive.BrokenArchive;
import dev.dupabase.platform.archive.TocEntry;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Set;
import java.util.zip.ZipException;
import org.springframework.stereotype.Component;

/// Walks through a dump. What a table of contents says of an object is not believed: its statements
/// are judged like those of a script.
@Component
public class DumpReader {
    private static final Set<String> RIGHTS = Set.of("ACL", "DEFAULT ACL");
    private static final Set<String> LARGE_OBJECTS = Set.of("BLOB", "BLOBS", "BLOB METADATA");

    private final int longest;

    DumpReader(ImportProperties properties) {
        this.longest = (int) properties.maxStatement().toBytes();
    }

    /// @param progress is told how many bytes of the dump were read
    /// @throws DumpRefused if it cannot be imported
    public void read(Dump dump, DumpVisitor visitor, CountedInput.Listener progress)
            throws IOException, SQLException {
        try {
            switch (dump) {
                case Dump.Plain plain -> {
                    try (var in = plain.open(progress)) {
                        script(in, new Classifier(), visitor);
                    }
                }
                case Dump.Archive archive -> archive(archive, visitor, progress);
            }
        } catch (BrokenArchive e) {
            throw new DumpRefused(String.valueOf(e.getMessage()), e);
        } catch (EOFException | ZipException e) {
            throw new DumpRefused("the file is cut off or damaged", e);
        }
    }

    private void script(InputStream in, Classifier classifier, DumpVisitor visitor)
            throws IOException, SQLException {
        var script = new Script(in, longest);
        for (var item = script.next(); item != null; item = script.next()) {
            switch (item) {
                case MetaCommand command -> refuse(classifier.judge(command));
                case SqlStatement statement -> {
                    var verdict = classifier.judge(statement);
                    refuse(verdict);
                    visitor.statement(statement, verdict, classifier.settings().charset());
                    if (statement.tokens().getFirst().isWord("copy")) {
                        var rows = script.rows(statement.glimpse());
                        visitor.rows(verdict, rows, classifier.settings().charset());
                    }
                }
            }
        }
    }

    private void archive(Dump.Archive archive, DumpVisitor visitor, CountedInput.Listener progress)
            throws IOException, SQLException {
        var toc = archive.content().toc();
        var classifier = new Classifier();
        visitor.origin(toc.serverVersion(), toc.toolVersion());
        for (var entry : toc.entries()) {
            visitor.entry(entry.kind(), entry.schema(), entry.name(), entry.owner());
            if (RIGHTS.contains(entry.kind())) {
                continue;
            }
            if (!entry.definition().isEmpty()) {
                definition(entry, classifier, visitor);
            }
            if (entry.hasData() && entry.isTableData()) {
                try (var data = new CountedInput(archive.data(entry), progress)) {
                    data(entry, data, classifier, visitor);
                }
            } else if (LARGE_OBJECTS.contains(entry.kind())) {
                var note = statement("select pg_catalog.lo_create(0)");
                visitor.statement(note, classifier.judge(note), StandardCharsets.UTF_8);
            }
        }
    }

    private void definition(TocEntry entry, Classifier classifier, DumpVisitor visitor)
            throws IOException, SQLException {
        var bytes = entry.definition().getBytes(StandardCharsets.UTF_8);
        var script = new Script(new ByteArrayInputStream(bytes), longest);
        for (var item = script.next(); item != null; item = script.next()) {
            if (!(item instanceof SqlStatement statement)
                    || statement.tokens().getFirst().isWord("copy")) {
                throw forged(entry);
            }
            var verdict = classifier.judge(statement);
            refuse(verdict);
            visitor.statement(statement, verdict, StandardCharsets.UTF_8);
        }
    }

    private void data(TocEntry entry, InputStream data, Classifier classifier, DumpVisitor visitor)
            throws IOException, SQLException {
        if (entry.copy().isEmpty()) {
            inserts(entry, data, classifier, visitor);
            return;
        }
        var statement = statement(entry.copy());
        var verdict = classifier.judge(statement);
        refuse(verdict);
        if (!statement.tokens().getFirst().isWord("copy") || !isFor(entry, verdict)) {
            throw forged(entry);
        }
        visitor.statement(statement, verdict, StandardCharsets.UTF_8);
        var rows = CopyRows.alone(data, entry.toString());
        visitor.rows(verdict, rows, classifier.settings().charset());
        rows.skipAll();
    }

    private void inserts(
            TocEntry entry, InputStream data, Classifier classifier, DumpVisitor visitor)
            throws IOException, SQLException {
        var script = new Script(data, longest);
        for (var item = script.next(); item != null; item = script.next()) {
            if (!(item instanceof SqlStatement statement)) {
                throw forged(entry);
            }
            var verdict = classifier.judge(statement);
            refuse(verdict);
            if (!isFor(entry, verdict)) {
                throw forged(entry);
            }
            visitor.statement(statement, verdict, classifier.settings().charset());
        }
    }

    private static boolean isFor(TocEntry entry, Verdict verdict) {
        var table = new QualifiedName(entry.schema(), entry.name());
        return switch (verdict) {
            case Load load -> load.table().equals(table);
            case Insert insert -> insert.table().equals(table);
            case Users users -> table.is("auth", users.table());
            case Skip skip -> true;
            default -> false;
        };
    }

    private SqlStatement statement(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (new Script(new ByteArrayInputStream(bytes), longest).next()
                instanceof SqlStatement statement) {
            return statement;
        }
        throw new DumpRefused("the archive is damaged");
    }

    private static void refuse(Verdict verdict) {
        if (verdict instanceof Refuse refusal) {
            throw new DumpRefused(refusal.reason());
        }
    }

    private static DumpRefused forged(TocEntry entry) {
        return new DumpRefused(
                "the archive's entry for %s holds something else than it says".formatted(entry));
    }
}
