package dev.dupabase.cli.account;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import picocli.CommandLine;

/// Says who is signed in.
@CommandLine.Command(name = "whoami", description = "Says who is signed in, and where.")
public final class Whoami extends Command {
    @Override
    protected void run() {
        var account = api().get("/platform/auth/me");
        var admin = account.path("is_admin").asBoolean(false) ? ", administrator" : "";
        terminal()
                .show(
                        account,
                        "%s%s at %s"
                                .formatted(
                                        Json.text(account, "email"),
                                        admin,
                                        options().server().url()));
    }
}
