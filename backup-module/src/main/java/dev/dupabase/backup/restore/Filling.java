package dev.dupabase.backup.restore;

import dev.dupabase.backup.run.BackupFailed;
import dev.dupabase.backup.run.Manifest;
import dev.dupabase.backup.run.Watch;
import dev.dupabase.platform.archive.BrokenArchive;
import dev.dupabase.platform.archive.CustomArchive;
import dev.dupabase.platform.archive.TocEntry;
import dev.dupabase.platform.migration.ProjectSchema;
import dev.dupabase.platform.program.PgLogin;
import dev.dupabase.platform.program.PgTool;
import dev.dupabase.platform.program.PgTools;
import dev.dupabase.platform.program.RunningProgram;
import dev.dupabase.platform.provisioning.SpareDatabases;
import dev.dupabase.platform.provisioning.SpareDatabases.Spare;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Fills a spare database from an archive. What tenants wrote runs as the project's owner role, by
/// a login that can become nothing else (contracts/platform.md §20-4).
@Component
class Filling {
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String DENIED = "42501";
    private static final String EXTENSION =
            """
            select format('set role %I; create schema if not exists %I; create extension if not exists %I schema %I',
                ?, ?, ?, ?)
            """;
    private static final String CHANGE =
            """
            select format('set role %I', ?), format('alter table %I.%I ', ?, ?) || ?,
                format('delete from %I.%I', ?, ?)
            """;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final PgTools tools;
    private final SpareDatabases databases;
    private final List<ProjectSchema> schemas;

    Filling(PgTools tools, SpareDatabases databases, List<ProjectSchema> schemas) {
        this.tools = tools;
        this.databases = databases;
        this.schemas = schemas;
    }

    /// What came of it.
    record Filled(int tables, List<String> warnings) {}

    /// @param manifest of the backup
    Filled fill(Spare spare, Path file, Manifest manifest, Watch watch, Progress progress)
            throws BackupFailed, InterruptedException {
        try (var archive = CustomArchive.open(file)) {
            var formerPrefix = "p_" + manifest.projectRef() + "_";
            var catalogue = Catalogue.read(spare.loader(), names(true));
            var plan = RestorePlan.of(archive.toc(), catalogue, made(), formerPrefix + "owner");
            var warnings = new LinkedHashSet<>(plan.warnings());
            progress.phase("restoring", plan.size());
            makeExtensions(spare, plan.extensions(), warnings);
            fillPlatform(spare, file, plan.platformData(), watch, progress);
            restore(
                    spare.loader(),
                    spare.owner(),
                    file,
                    plan.own(),
                    List.of("--no-owner", "--no-acl"),
                    watch,
                    progress);
            grant(spare, plan.rights(), formerPrefix, warnings);
            return new Filled(plan.tables(), List.copyOf(warnings));
        } catch (BrokenArchive e) {
            throw new BackupFailed("the backup cannot be read: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new BackupFailed("the restored database refuses: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupFailed("the backup could not be restored: " + e.getMessage(), e);
        }
    }

    private RestorePlan.Schemas made() {
        var hidden = Set.of("_dupabase");
        var shared =
                names(false).stream()
                        .filter(name -> !hidden.contains(name))
                        .collect(Collectors.toSet());
        return new RestorePlan.Schemas(names(true), shared, hidden);
    }

    /// @param owned those that belong to a role of their own, or the others
    private Set<String> names(boolean owned) {
        return schemas.stream()
                .filter(schema -> (schema.owner() != null) == owned)
                .map(ProjectSchema::name)
                .collect(Collectors.toSet());
    }

    private void makeExtensions(Spare spare, List<TocEntry> extensions, Set<String> warnings)
            throws SQLException {
        try (var connection = Catalogue.connect(spare.loader());
                var statement = connection.createStatement()) {
            for (var extension : extensions) {
                makeExtension(spare, connection, statement, extension, warnings);
            }
        }
    }

    /// As the owner where that suffices, so that it belongs to it as it did.
    private void makeExtension(
            Spare spare,
            Connection connection,
            Statement statement,
            TocEntry extension,
            Set<String> warnings)
            throws SQLException {
        var schema = schemaOf(extension.definition());
        try (var text = connection.prepareStatement(EXTENSION)) {
            text.setString(1, spare.owner());
            text.setString(2, schema);
            text.setString(3, extension.name());
            text.setString(4, schema);
            try (var row = text.executeQuery()) {
                row.next();
                statement.execute(row.getString(1));
            }
        } catch (SQLException e) {
            if (!DENIED.equals(e.getSQLState())) {
                throw e;
            }
            databases.createExtension(spare, extension.name(), schema);
            warnings.add("extension %s belongs to the platform now".formatted(extension.name()));
        }
    }

    /// `CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA extensions;`
    private static String schemaOf(String definition) {
        int at = definition.lastIndexOf(" WITH SCHEMA ");
        if (at < 0) {
            return "extensions";
        }
        var name =
                definition.substring(at + " WITH SCHEMA ".length()).strip().replaceFirst(";$", "");
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    private void fillPlatform(
            Spare spare,
            Path file,
            Map<String, List<TocEntry>> data,
            Watch watch,
            Progress progress)
            throws IOException, SQLException, BackupFailed, InterruptedException {
        for (var schema : schemas) {
            var entries = data.getOrDefault(schema.name(), List.of());
            var owner = schema.owner();
            if (owner == null || entries.isEmpty()) {
                continue;
            }
            triggers(spare.service(), owner.roleName(), entries, "disable trigger user");
            restore(
                    spare.service(),
                    owner.roleName(),
                    file,
                    entries,
                    List.of("--data-only"),
                    watch,
                    progress);
            triggers(spare.service(), owner.roleName(), entries, "enable trigger user");
        }
    }

    /// Also empties the tables, of what the migrations have put there.
    private static void triggers(PgLogin login, String owner, List<TocEntry> entries, String change)
            throws SQLException {
        try (var connection = Catalogue.connect(login);
                var text = connection.prepareStatement(CHANGE);
                var statement = connection.createStatement()) {
            for (var entry : entries.reversed()) {
                if (!entry.isTableData()) {
                    continue;
                }
                text.setString(1, owner);
                text.setString(2, entry.schema());
                text.setString(3, entry.name());
                text.setString(4, change);
                text.setString(5, entry.schema());
                text.setString(6, entry.name());
                try (var row = text.executeQuery()) {
                    row.next();
                    statement.execute(row.getString(1));
                    statement.execute(row.getString(2));
                    if (change.startsWith("disable")) {
                        statement.execute(row.getString(3));
                    }
                }
            }
        }
    }

    private void restore(
            PgLogin login,
            String role,
            Path file,
            List<TocEntry> entries,
            List<String> options,
            Watch watch,
            Progress progress)
            throws IOException, BackupFailed, InterruptedException {
        if (entries.isEmpty()) {
            return;
        }
        var list = Files.createTempFile(file.getParent(), file.getFileName() + "-", ".list");
        try {
            Files.write(list, entries.stream().map(entry -> entry.dumpId() + ";").toList());
            var arguments =
                    new ArrayList<>(
                            List.of(
                                    "--dbname=" + login.database(),
                                    "--role=" + role,
                                    "--exit-on-error",
                                    "--no-password",
                                    "--verbose",
                                    "--use-list=" + list));
            arguments.addAll(options);
            arguments.add(file.toString());
            try (var program =
                    watch.over(tools.program(PgTool.RESTORE, login).with(arguments).start())) {
                await(program, entries, progress);
            }
        } finally {
            Files.deleteIfExists(list);
        }
    }

    private static void await(RunningProgram program, List<TocEntry> entries, Progress progress)
            throws BackupFailed, InterruptedException {
        long before = progress.state().done();
        var exit = program.await(LOOK);
        while (exit.isEmpty()) {
            var line = lastLine(program.complaints());
            progress.at(before + place(line, entries), line);
            exit = program.await(LOOK);
        }
        progress.at(before + entries.size(), "");
        if (!exit.get().succeeded()) {
            throw new BackupFailed("pg_restore failed: " + reason(exit.get().complaints()), null);
        }
    }

    private static String lastLine(String complaints) {
        var lines = complaints.strip().lines().toList();
        return lines.isEmpty() ? "" : lines.getLast().replaceFirst("^pg_restore: ", "");
    }

    /// Which entry a line speaks of, such as `creating TABLE "public.todos"`.
    private static int place(String line, List<TocEntry> entries) {
        for (int i = entries.size(); i > 0; i--) {
            var entry = entries.get(i - 1);
            if (line.contains(entry.name())
                    && (line.contains(entry.kind())
                            || (entry.isTableData() && line.startsWith("processing data")))) {
                return i;
            }
        }
        return 0;
    }

    /// With `--verbose` most lines are no complaints.
    private static String reason(String complaints) {
        return complaints
                .lines()
                .filter(line -> line.contains("error:"))
                .map(line -> line.replaceFirst("^pg_restore: error: ", ""))
                .limit(2)
                .collect(Collectors.joining("; "));
    }

    private static void grant(
            Spare spare, List<String> rights, String formerPrefix, Set<String> warnings)
            throws SQLException {
        var prefix = "p_" + spare.project().ref().value() + "_";
        try (var connection = Catalogue.connect(spare.loader());
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("set role " + spare.owner());
            for (var right : rights) {
                try {
                    statement.execute(GrantScript.renamed(right, formerPrefix, prefix));
                } catch (SQLException e) {
                    if (!UNDEFINED_OBJECT.equals(e.getSQLState())) {
                        throw e;
                    }
                    warnings.add("a right was left out: " + e.getMessage());
                }
            }
        }
    }
}
