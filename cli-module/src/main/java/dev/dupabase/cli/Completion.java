package dev.dupabase.cli;

import dev.dupabase.cli.command.Command;
import picocli.AutoComplete;
import picocli.CommandLine;

/// Prints what makes a shell complete commands.
@CommandLine.Command(
        name = "completion",
        description = {
            "Prints a script by which bash and zsh complete commands:",
            "source <(dupabase completion)"
        })
final class Completion extends Command {
    @Override
    protected void run() {
        var out = spec().commandLine().getOut();
        out.print(AutoComplete.bash("dupabase", spec().root().commandLine()));
        out.flush();
    }
}
