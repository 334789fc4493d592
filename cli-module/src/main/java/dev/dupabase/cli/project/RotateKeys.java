package dev.dupabase.cli.project;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Replaces a project's keys.
@CommandLine.Command(
        name = "rotate-keys",
        description = "Replaces the JWT secret and both keys made from it; sessions end with them.")
final class RotateKeys extends Command {
    @Parameters(paramLabel = "PROJECT", description = "Its id, ref or name")
    String name = "";

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long the old ones are still good; default: not at all")
    long grace;

    @Option(names = "--secrets", description = "Show its secret keys too")
    boolean secrets;

    @Override
    protected void run() {
        var id = new Finder(api()).projectId(name);
        var project =
                api().post(
                                "/platform/projects/%s/rotate-keys".formatted(id),
                                Json.object().put("grace_seconds", grace));
        terminal().show(project, ProjectText.of(project, secrets));
    }
}
