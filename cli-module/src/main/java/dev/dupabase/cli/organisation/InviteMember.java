package dev.dupabase.cli.organisation;

import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Invites somebody into an organisation.
@CommandLine.Command(
        name = "invite",
        description = "Invites somebody into an organisation; the link is shown this once.")
final class InviteMember extends Command {
    @Parameters(index = "0", paramLabel = "ORG", description = "Its id, slug or name")
    String org = "";

    @Parameters(index = "1", paramLabel = "EMAIL", description = "Whom")
    String email = "";

    @Option(
            names = "--role",
            defaultValue = "developer",
            description = "admin, developer or viewer; default: developer")
    String role = "developer";

    @Override
    protected void run() {
        var id = new Finder(api()).organisationId(org);
        var invite =
                api().post(
                                "/platform/orgs/%s/invites".formatted(id),
                                Json.object().put("email", email).put("role", role));
        var link = Json.text(invite, "url");
        terminal()
                .show(
                        invite,
                        "invited %s as %s: %s"
                                .formatted(
                                        email,
                                        role,
                                        link.isEmpty() ? Json.text(invite, "token") : link));
    }
}
