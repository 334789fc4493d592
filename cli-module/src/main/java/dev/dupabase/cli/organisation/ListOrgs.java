package dev.dupabase.cli.organisation;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import dev.dupabase.cli.show.Table;
import picocli.CommandLine;

/// Lists organisations.
@CommandLine.Command(name = "list", description = "Lists your organisations.")
final class ListOrgs extends Command {
    @Override
    protected void run() {
        var all = new Finder(api()).organisations();
        var table = new Table("slug", "name", "your role", "id");
        for (var one : all) {
            table.row(
                    Json.text(one, "slug"),
                    Json.text(one, "name"),
                    Json.text(one, "role"),
                    Json.text(one, "id"));
        }
        terminal().show(all, table);
    }
}
