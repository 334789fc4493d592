package dev.dupabase.cli.organisation;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Makes an organisation.
@CommandLine.Command(name = "create", description = "Makes an organisation, which you own.")
final class CreateOrg extends Command {
    @Parameters(index = "0", paramLabel = "NAME", description = "Its name")
    String name = "";

    @Parameters(
            index = "1",
            paramLabel = "SLUG",
            description = "Its short name: lower-case letters, digits and hyphens")
    String slug = "";

    @Override
    protected void run() {
        var made = api().post("/platform/orgs", Json.object().put("name", name).put("slug", slug));
        terminal().show(made, "made %s (%s)".formatted(slug, Json.text(made, "id")));
    }
}
