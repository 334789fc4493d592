package dev.dupabase.cli.project;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Deletes a project.
@CommandLine.Command(name = "delete", description = "Deletes a project with all of its data.")
final class DeleteProject extends Command {
    @Parameters(paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask")
    boolean sure;

    @Override
    protected void run() {
        var project = new Finder(api()).project(name);
        var fullName = Json.text(project, "name");
        if (!sure) {
            confirm(fullName);
        }
        var answer =
                api().delete(
                                "/platform/projects/" + Json.text(project, "id"),
                                Json.object().put("confirm_name", fullName));
        terminal().show(answer, "deleted " + fullName);
    }

    private void confirm(String fullName) {
        var typed =
                terminal()
                        .ask(
                                "This deletes '%s' and all of its data. Type its name to go on"
                                        .formatted(fullName));
        if (!typed.equals(fullName)) {
            throw new CommandFailure(ExitCode.USAGE, "that is not its name: nothing was deleted");
        }
    }
}
