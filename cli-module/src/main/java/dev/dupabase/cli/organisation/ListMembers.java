package dev.dupabase.cli.organisation;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import dev.dupabase.cli.show.Table;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Lists members.
@CommandLine.Command(name = "members", description = "Lists who is in an organisation.")
final class ListMembers extends Command {
    @Parameters(paramLabel = "ORG", description = "Its id, slug or name")
    String org = "";

    @Override
    protected void run() {
        var id = new Finder(api()).organisationId(org);
        var all = api().get("/platform/orgs/%s/members".formatted(id));
        var table = new Table("e-mail", "role", "since");
        for (var one : all) {
            table.row(
                    Json.text(one, "email"), Json.text(one, "role"), Json.text(one, "created_at"));
        }
        terminal().show(all, table);
    }
}
