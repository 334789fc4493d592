package dev.dupabase.cli.project;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Pauses a project or lets it go on.
abstract sealed class ChangeState extends Command {
    private final String verb;

    @Parameters(paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    private ChangeState(String verb) {
        this.verb = verb;
    }

    @Override
    protected void run() {
        var id = new Finder(api()).projectId(name);
        var project = api().post("/platform/projects/%s/%s".formatted(id, verb), Json.object());
        terminal()
                .show(
                        project,
                        "%s is %s"
                                .formatted(
                                        Json.text(project, "name"), Json.text(project, "status")));
    }

    @CommandLine.Command(name = "pause", description = "Lets the project's APIs refuse.")
    static final class Pause extends ChangeState {
        Pause() {
            super("pause");
        }
    }

    @CommandLine.Command(
            name = "resume",
            description = "Lets a paused project's APIs answer again.")
    static final class Resume extends ChangeState {
        Resume() {
            super("resume");
        }
    }
}
