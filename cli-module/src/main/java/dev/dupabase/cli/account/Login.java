package dev.dupabase.cli.account;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.call.PlatformApi;
import dev.dupabase.cli.command.Command;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Signs in.
@CommandLine.Command(
        name = "login",
        description = {
            "Signs in to a server and keeps the session.",
            "Later commands go to this server unless --url names another."
        })
public final class Login extends Command {
    @Option(names = "--email", required = true, description = "The address of the account")
    String email = "";

    @Option(
            names = "--password-stdin",
            description = "Take the password from the first line of the standard input")
    boolean fromInput;

    @Override
    protected void run() {
        var server = options().server();
        if (server.isOpenToOthers()) {
            terminal().note("dupabase: the password travels unprotected: use https");
        }
        var password = terminal().password("Password of " + email, fromInput);
        var body = Json.object().put("email", email).put("password", password);
        var answer = new PlatformApi(server, "").post("/platform/auth/login", body);
        options().credentials().signedIn(server, email, Json.text(answer, "token"));
        terminal()
                .show(answer.path("user"), "signed in to %s as %s".formatted(server.url(), email));
    }
}
