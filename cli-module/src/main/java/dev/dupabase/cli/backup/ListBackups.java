package dev.dupabase.cli.backup;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import dev.dupabase.cli.show.ProgressLine;
import dev.dupabase.cli.show.Table;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Lists backups.
@CommandLine.Command(name = "backups", description = "Lists a project's backups, newest first.")
public final class ListBackups extends Command {
    @Parameters(paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Override
    protected void run() {
        var all = api().get(BackupPaths.history(new Finder(api()).project(name)));
        var table = new Table("backup", "status", "size", "started", "error");
        for (var one : all) {
            var size = one.path("size_bytes");
            table.row(
                    Json.text(one, "id"),
                    Json.text(one, "status"),
                    size.isNumber() ? ProgressLine.bytes(size.asLong()) : "",
                    Json.text(one, "started_at"),
                    Json.text(one, "error_message"));
        }
        terminal().show(all, table);
    }
}
