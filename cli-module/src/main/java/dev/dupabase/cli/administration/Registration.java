package dev.dupabase.cli.administration;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/// Shows or sets who may register.
@CommandLine.Command(
        name = "registration",
        description = "Shows or sets who may register: open, invite or disabled.")
final class Registration extends Command {
    @Parameters(
            arity = "0..1",
            paramLabel = "MODE",
            defaultValue = "",
            description = "open, invite or disabled; default: only show it")
    String mode = "";

    @Override
    protected void run() {
        if (!mode.isEmpty()) {
            api().put("/platform/admin/settings", Json.object().put("registration_mode", mode));
        }
        var settings = api().get("/platform/admin/settings");
        terminal().show(settings, Json.text(settings, "registration_mode"));
    }
}
