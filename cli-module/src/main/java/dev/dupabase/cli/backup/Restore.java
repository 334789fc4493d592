package dev.dupabase.cli.backup;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import dev.dupabase.cli.command.Follower;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Puts a project back to a backup.
@CommandLine.Command(
        name = "restore",
        description = {
            "Puts a project back to what it was when it was backed up.",
            "What has changed since is no longer there. Your password is asked for."
        })
public final class Restore extends Command {
    @Parameters(paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Option(
            names = "--backup",
            paramLabel = "BACKUP",
            defaultValue = "0",
            description = "The number of the backup; default: the newest that was completed")
    long backup;

    @Option(
            names = "--password-stdin",
            description = "Take your password from the first line of the standard input")
    boolean fromInput;

    @Option(names = "--no-wait", description = "Return when it has begun")
    boolean hasty;

    @Override
    protected void run() {
        var project = new Finder(api()).project(name);
        var chosen = backup > 0 ? backup : newest(project);
        var password =
                terminal()
                        .password(
                                "Your password, to put %s back to backup %d"
                                        .formatted(Json.text(project, "name"), chosen),
                                fromInput);
        var begun =
                api().post(
                                "/platform/backups/%d/restore".formatted(chosen),
                                Json.object().put("platform_password", password));
        var task = Json.text(begun, "task_id");
        if (hasty) {
            terminal().show(begun, "task " + task);
            return;
        }
        follow(
                "/platform/projects/%s/import/%s".formatted(Json.text(project, "id"), task),
                "restored %s from backup %d".formatted(Json.text(project, "name"), chosen));
    }

    private long newest(JsonNode project) {
        for (var one : api().get(BackupPaths.history(project))) {
            if (one.path("restorable").asBoolean(false)) {
                return one.path("id").asLong();
            }
        }
        throw new CommandFailure(
                ExitCode.NOT_YOURS,
                "%s has no backup to restore".formatted(Json.text(project, "name")));
    }

    private void follow(String path, String success) {
        try (var line = terminal().progress("restore")) {
            var end = new Follower(line).follow(() -> api().get(path));
            line.finish();
            Follower.requireSuccess(end, "the restore");
            terminal().show(end, success);
        }
    }
}
