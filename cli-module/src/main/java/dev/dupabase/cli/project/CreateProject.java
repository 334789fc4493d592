package dev.dupabase.cli.project;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a project.
@CommandLine.Command(name = "create", description = "Makes a project with a database of its own.")
final class CreateProject extends Command {
    @Parameters(paramLabel = "NAME", description = "The project's name")
    String name = "";

    @Option(
            names = "--org",
            paramLabel = "ORG",
            defaultValue = "",
            description = "Its organisation: id, slug or name. Default: your personal one")
    String org = "";

    @Option(
            names = "--signup",
            negatable = true,
            fallbackValue = "true",
            arity = "0",
            description = "Whether people may register with the project")
    @Nullable Boolean signup;

    @Option(
            names = "--autoconfirm",
            negatable = true,
            fallbackValue = "true",
            arity = "0",
            description = "Whether their addresses count without a confirmation")
    @Nullable Boolean autoconfirm;

    @Option(names = "--secrets", description = "Show its secret keys too")
    boolean secrets;

    @Override
    protected void run() {
        var wish = Json.object().put("name", name);
        if (!org.isEmpty()) {
            wish.put("org_id", new Finder(api()).organisationId(org));
        }
        if (signup != null) {
            wish.put("enable_signup", signup);
        }
        if (autoconfirm != null) {
            wish.put("autoconfirm", autoconfirm);
        }
        var project = api().post("/platform/projects", wish);
        terminal().show(project, ProjectText.of(project, secrets));
    }
}
