package dev.dupabase.cli.account;

import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.call.PlatformApi;
import dev.dupabase.cli.call.Refusal;
import dev.dupabase.cli.command.Command;
import picocli.CommandLine;

/// Signs out.
@CommandLine.Command(name = "logout", description = "Ends the session of the login and forgets it.")
public final class Logout extends Command {
    @Override
    protected void run() {
        var server = options().server();
        var credentials = options().credentials();
        credentials.token(server).ifPresent(token -> end(new PlatformApi(server, token)));
        credentials.signedOut(server);
        terminal().show(Json.object().put("status", "logged_out"), "signed out of " + server.url());
    }

    private static void end(PlatformApi api) {
        try {
            api.post("/platform/auth/logout", Json.object());
        } catch (Refusal e) {
            // A session that ended by itself needs no end.
            if (e.code() != ExitCode.NOT_YOURS) {
                throw e;
            }
        }
    }
}
