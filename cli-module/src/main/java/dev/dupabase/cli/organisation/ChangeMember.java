package dev.dupabase.cli.organisation;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Finder;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// Changes what somebody may do in an organisation.
abstract sealed class ChangeMember extends Command {
    @Parameters(index = "0", paramLabel = "ORG", description = "Its id, slug or name")
    String org = "";

    @Parameters(index = "1", paramLabel = "EMAIL", description = "The member")
    String email = "";

    /// @return the answer
    abstract JsonNode change(String path);

    @Override
    protected void run() {
        var members = "/platform/orgs/%s/members".formatted(new Finder(api()).organisationId(org));
        for (var member : api().get(members)) {
            if (Json.text(member, "email").equalsIgnoreCase(email)) {
                var answer = change(members + "/" + Json.text(member, "user_id"));
                terminal().show(answer, email + " " + Json.text(answer, "status"));
                return;
            }
        }
        throw new CommandFailure(
                ExitCode.NOT_YOURS, "%s is not in the organisation".formatted(email));
    }

    @CommandLine.Command(name = "role", description = "Gives a member another role.")
    static final class SetRole extends ChangeMember {
        @Parameters(index = "2", paramLabel = "ROLE", description = "admin, developer or viewer")
        String role = "";

        @Override
        JsonNode change(String path) {
            return api().patch(path, Json.object().put("role", role));
        }
    }

    @CommandLine.Command(name = "remove", description = "Takes a member out.")
    static final class Remove extends ChangeMember {
        @Override
        JsonNode change(String path) {
            return api().delete(path);
        }
    }
}
