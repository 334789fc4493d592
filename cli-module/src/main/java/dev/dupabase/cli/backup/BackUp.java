package dev.dupabase.cli.backup;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import dev.dupabase.cli.command.Follower;
import dev.dupabase.cli.show.ProgressLine;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Backs a project up.
@CommandLine.Command(
        name = "backup",
        description = "Backs a project up now, to where its organisation's backups go.")
public final class BackUp extends Command {
    private static final int MOST_ASKS = 120;

    @Parameters(paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Option(names = "--no-wait", description = "Return when it has begun")
    boolean hasty;

    private int asked;

    @Override
    protected void run() {
        var project = new Finder(api()).project(name);
        var before = api().get(BackupPaths.history(project)).path(0);
        var answer = api().post(BackupPaths.run(project), Json.object());
        if (hasty) {
            terminal().show(answer, Json.text(answer, "status"));
            return;
        }
        // One that ran already is the one to wait for.
        var least = before.path("id").asLong(0) + (isRunning(before) ? 0 : 1);
        try (var line = terminal().progress("backup")) {
            var end = new Follower(line).follow(() -> state(project, least));
            line.finish();
            Follower.requireSuccess(end, "the backup");
            terminal()
                    .show(
                            end,
                            "backup %s of %s, %s"
                                    .formatted(
                                            Json.text(end, "id"),
                                            Json.text(project, "name"),
                                            ProgressLine.bytes(end.path("size_bytes").asLong(0))));
        }
    }

    private static boolean isRunning(JsonNode backup) {
        return Json.text(backup, "status").equals("running");
    }

    private JsonNode state(JsonNode project, long least) {
        var newest = api().get(BackupPaths.history(project)).path(0);
        if (newest.path("id").asLong(0) >= least) {
            return newest;
        }
        if (asked++ > MOST_ASKS) {
            throw new CommandFailure(ExitCode.FAILED, "the server does not begin the backup");
        }
        return Json.object().put("status", "waiting");
    }
}
