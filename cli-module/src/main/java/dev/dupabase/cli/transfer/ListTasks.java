package dev.dupabase.cli.transfer;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import dev.dupabase.cli.command.Follower;
import dev.dupabase.cli.show.Table;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows imports and restores.
@CommandLine.Command(
        name = "tasks",
        description = "Lists a project's imports and restores, or follows one.")
public final class ListTasks extends Command {
    @Parameters(paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Option(
            names = "--follow",
            paramLabel = "TASK",
            defaultValue = "0",
            description = "Wait for the end of this one; it must end well")
    long task;

    @Override
    protected void run() {
        var path = "/platform/projects/%s/import".formatted(new Finder(api()).projectId(name));
        if (task > 0) {
            follow(path + "/" + task);
            return;
        }
        var all = api().get(path + "/history");
        var table = new Table("task", "file", "status", "percent", "started", "error");
        for (var one : all) {
            table.row(
                    Json.text(one, "id"),
                    Json.text(one, "file_name"),
                    Json.text(one, "status"),
                    Json.text(one.path("progress"), "percent"),
                    Json.text(one, "started_at"),
                    Json.text(one, "error_message"));
        }
        terminal().show(all, table);
    }

    private void follow(String path) {
        try (var line = terminal().progress("task " + task)) {
            var end = new Follower(line).follow(() -> api().get(path));
            line.finish();
            Follower.requireSuccess(end, "the task");
            terminal().show(end, "completed");
        }
    }
}
