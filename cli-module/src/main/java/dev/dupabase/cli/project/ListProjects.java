package dev.dupabase.cli.project;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import dev.dupabase.cli.show.Table;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Lists projects.
@CommandLine.Command(name = "list", description = "Lists the projects of your organisations.")
final class ListProjects extends Command {
    @Option(
            names = "--org",
            paramLabel = "ORG",
            defaultValue = "",
            description = "Only those of this organisation: its id, slug or name")
    String org = "";

    @Override
    protected void run() {
        var finder = new Finder(api());
        var table = new Table("ref", "name", "status", "organisation", "created");
        var all = Json.array();
        for (var organisation : finder.organisations()) {
            if (isWanted(Json.text(organisation, "id"), finder)) {
                for (var project : finder.projectsOf(Json.text(organisation, "id"))) {
                    all.add(project);
                    table.row(
                            Json.text(project, "ref"),
                            Json.text(project, "name"),
                            Json.text(project, "status"),
                            Json.text(organisation, "slug"),
                            Json.text(project, "created_at"));
                }
            }
        }
        terminal().show(all, table);
    }

    private boolean isWanted(String organisation, Finder finder) {
        return org.isEmpty() || finder.organisationId(org).equals(organisation);
    }
}
