package dev.dupabase.cli.transfer;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Ends an import or a restore.
@CommandLine.Command(name = "cancel", description = "Ends an import or a restore that runs.")
public final class CancelTask extends Command {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Parameters(index = "1", paramLabel = "TASK", description = "The number of the task")
    long task;

    @Override
    protected void run() {
        var project = new Finder(api()).projectId(name);
        var answer =
                api().post(
                                "/platform/projects/%s/import/%d/cancel".formatted(project, task),
                                Json.object());
        terminal().show(answer, "cancelled task " + task);
    }
}
