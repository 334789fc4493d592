package dev.dupabase.cli.project;

import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows a project.
@CommandLine.Command(
        name = "get",
        description = "Shows a project. With -o json its secrets are shown too.")
final class GetProject extends Command {
    @Parameters(paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Option(names = "--secrets", description = "Show its secret keys too")
    boolean secrets;

    @Override
    protected void run() {
        var finder = new Finder(api());
        // Lists keep a secret back that the project itself tells.
        var project = api().get("/platform/projects/" + finder.projectId(name));
        terminal().show(project, ProjectText.of(project, secrets));
    }
}
