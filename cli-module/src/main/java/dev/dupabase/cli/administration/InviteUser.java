package dev.dupabase.cli.administration;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lets somebody register.
@CommandLine.Command(
        name = "invite",
        description = "Makes a code by which somebody may register with the server.")
final class InviteUser extends Command {
    @Parameters(
            arity = "0..1",
            paramLabel = "EMAIL",
            defaultValue = "",
            description = "The only address it is good for; default: any")
    String email = "";

    @Option(
            names = "--hours",
            defaultValue = "72",
            description = "How long it is good; default: 72")
    int hours;

    @Override
    protected void run() {
        var wish = Json.object().put("expires_in_hours", hours);
        if (!email.isEmpty()) {
            wish.put("email", email);
        }
        var invite = api().post("/platform/admin/invites", wish);
        terminal()
                .show(
                        invite,
                        "%s (until %s)"
                                .formatted(
                                        Json.text(invite, "code"),
                                        Json.text(invite, "expires_at")));
    }
}
