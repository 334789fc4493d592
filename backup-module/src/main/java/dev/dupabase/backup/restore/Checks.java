package dev.dupabase.backup.restore;

import dev.dupabase.backup.run.BackupFailed;
import dev.dupabase.backup.run.Manifest;
import dev.dupabase.backup.run.Manifest.TableRows;
import dev.dupabase.platform.migration.ProjectMigrator;
import dev.dupabase.platform.program.PgLogin;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/// Looks whether a restored database holds what the manifest says.
@Component
class Checks {
    private static final String TABLES =
            """
            select n.nspname, c.relname, format('select count(*) from only %I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', '_dupabase')
            """;

    private final ProjectMigrator migrator;

    Checks(ProjectMigrator migrator) {
        this.migrator = migrator;
    }

    void check(PgLogin reader, Manifest manifest, Progress progress) throws BackupFailed {
        progress.phase("checking", manifest.tables().size());
        try {
            compare(rows(reader, progress), manifest);
        } catch (SQLException e) {
            throw new BackupFailed("the restored database cannot be read: " + e.getMessage(), e);
        }
    }

    private void compare(List<TableRows> found, Manifest manifest) throws BackupFailed {
        var rows = new HashMap<String, Long>();
        found.forEach(table -> rows.put(nameOf(table), table.rows()));
        var migrated = !manifest.schemaVersions().equals(migrator.currentVersions());
        for (var table : manifest.tables()) {
            var now = rows.get(nameOf(table));
            var isSame = now != null && now == table.rows();
            var mayDiffer = migrated && manifest.schemaVersions().contains(table.schema() + "=");
            if (!isSame && !mayDiffer) {
                throw new BackupFailed(
                        "%s has %s rows in the restored database, but had %d"
                                .formatted(nameOf(table), now == null ? "no" : now, table.rows()),
                        null);
            }
        }
    }

    private static String nameOf(TableRows table) {
        return table.schema() + "." + table.name();
    }

    private static List<TableRows> rows(PgLogin reader, Progress progress) throws SQLException {
        var tables = new ArrayList<TableRows>();
        try (var connection = Catalogue.connect(reader);
                var list = connection.createStatement();
                var statement = connection.createStatement();
                var rows = list.executeQuery(TABLES)) {
            while (rows.next()) {
                try (var count = statement.executeQuery(rows.getString(3))) {
                    count.next();
                    tables.add(
                            new TableRows(rows.getString(1), rows.getString(2), count.getLong(1)));
                }
                progress.at(tables.size(), rows.getString(1) + "." + rows.getString(2));
            }
        }
        return tables;
    }
}
