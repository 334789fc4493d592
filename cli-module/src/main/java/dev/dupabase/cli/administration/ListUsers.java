package dev.dupabase.cli.administration;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.show.Table;
import picocli.CommandLine;

/// Lists accounts.
@CommandLine.Command(name = "list", description = "Lists all accounts, oldest first.")
final class ListUsers extends Command {
    @Override
    protected void run() {
        var table = new Table("e-mail", "administrator", "projects", "since", "id");
        var all = Json.array();
        for (var user : new Accounts(api()).all()) {
            all.add(user);
            table.row(
                    Json.text(user, "email"),
                    user.path("is_admin").asBoolean(false) ? "yes" : "",
                    Json.text(user, "project_count"),
                    Json.text(user, "created_at"),
                    Json.text(user, "id"));
        }
        terminal().show(all, table);
    }
}
