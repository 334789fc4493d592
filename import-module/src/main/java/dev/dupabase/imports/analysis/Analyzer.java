package dev.dupabase.imports.analysis;

import dev.dupabase.imports.analysis.Analysis.ExtensionFound;
import dev.dupabase.imports.analysis.Analysis.TableFound;
import dev.dupabase.imports.filter.Schemas;
import dev.dupabase.imports.filter.Verdict;
import dev.dupabase.imports.reading.DumpReader;
import dev.dupabase.imports.reading.DumpVisitor;
import dev.dupabase.imports.source.Dump;
import dev.dupabase.imports.source.DumpFiles;
import dev.dupabase.imports.source.Upload;
import dev.dupabase.imports.sql.CopyRows;
import dev.dupabase.imports.sql.SqlStatement;
import dev.dupabase.platform.owner.OwnerConnections;
import dev.dupabase.platform.owner.OwnerConnections.Terms;
import dev.dupabase.platform.project.Project;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Reads a whole dump, and runs nothing of it.
@Component
public class Analyzer {
    private static final int HEAD = 4096;
    private static final Pattern SERVER =
            Pattern.compile("(?m)^-- Dumped from database version (\\S+)");
    private static final Pattern TOOL = Pattern.compile("(?m)^-- Dumped by pg_dump version (\\S+)");

    private static final String AVAILABLE =
            """
            select distinct v.name from pg_catalog.pg_available_extension_versions v
            where v.trusted or v.installed
            """;

    private final DumpFiles files;
    private final DumpReader reader;
    private final OwnerConnections connections;

    Analyzer(DumpFiles files, DumpReader reader, OwnerConnections connections) {
        this.files = files;
        this.reader = reader;
        this.connections = connections;
    }

    /// @throws dev.dupabase.imports.sql.DumpRefused if it cannot be imported
    public Analysis analyse(Project project, Upload upload) throws IOException, SQLException {
        try (var dump = files.open(upload.path())) {
            var look = new Look();
            if (dump instanceof Dump.Plain plain) {
                look.head(head(plain));
            }
            reader.read(dump, look, bytes -> {});
            return analysis(project, upload, dump, look);
        }
    }

    private Analysis analysis(Project project, Upload upload, Dump dump, Look look)
            throws SQLException {
        var signals = look.signals;
        return new Analysis(
                signals.isSupabase(),
                dump.format(),
                signals.hasUsers(),
                signals.hasMigrations(),
                signals.supabaseSchemas(),
                signals.found(),
                advice(signals),
                upload.name(),
                upload.size(),
                upload.id(),
                look.server,
                look.tool,
                tables(signals),
                extensions(project, signals),
                signals.owners(),
                signals.warnings());
    }

    private static String advice(Signals signals) {
        if (!signals.isSupabase()) {
            return signals.hasUsers()
                    ? "Import it: users of sign-in come along and keep their passwords."
                    : "Import it as it is.";
        }
        return signals.hasUsers()
                ? "Import it into an empty project: users come along and keep their passwords; what belongs to Supabase's own services is left out."
                : "Import it into an empty project: what belongs to Supabase's own services is left out.";
    }

    private static List<TableFound> tables(Signals signals) {
        var tables = new ArrayList<TableFound>();
        signals.tables()
                .forEach((table, rows) -> {
                    if (Schemas.isUsers(table.schema())) {
                        tables.add(new TableFound(table.schema(), table.name(), rows));
                    }
                });
        return tables;
    }

    private List<ExtensionFound> extensions(Project project, Signals signals) throws SQLException {
        if (signals.extensions().isEmpty()) {
            return List.of();
        }
        var available = available(project);
        return signals.extensions().stream()
                .map(name -> new ExtensionFound(name, available.contains(name)))
                .toList();
    }

    private Set<String> available(Project project) throws SQLException {
        var terms = new Terms("dupabase-analysis", Duration.ofSeconds(10), DataSize.ofMegabytes(1));
        try (var connection = connections.open(project, terms);
                var statement = connection.jdbc().createStatement();
                var rows = statement.executeQuery(AVAILABLE)) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static String head(Dump.Plain dump) throws IOException {
        try (var in = dump.open(bytes -> {})) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        }
    }

    /// What there is to see.
    private static final class Look implements DumpVisitor {
        private final Signals signals = new Signals();
        private @Nullable String server;
        private @Nullable String tool;

        private void head(String text) {
            server = found(SERVER, text);
            tool = found(TOOL, text);
        }

        private static @Nullable String found(Pattern pattern, String text) {
            var found = pattern.matcher(text);
            return found.find() ? found.group(1) : null;
        }

        @Override
        public void statement(SqlStatement statement, Verdict verdict, Charset charset) {
            signals.see(statement, verdict);
        }

        @Override
        public void rows(Verdict verdict, CopyRows rows, Charset charset) throws IOException {
            rows.skipAll();
            signals.seeRows(verdict, rows.lines());
        }

        @Override
        public void entry(String kind, String schema, String name, String owner) {
            signals.seeEntry(kind, schema, name, owner);
        }

        @Override
        public void origin(String serverVersion, String toolVersion) {
            server = serverVersion.isEmpty() ? null : serverVersion.split(" ", 2)[0];
            tool = toolVersion.isEmpty() ? null : toolVersion.split(" ", 2)[0];
        }
    }
}
