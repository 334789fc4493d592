package dev.dupabase.cli.administration;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.Json;
import dev.dupabase.cli.command.Command;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Changes an account.
abstract sealed class ChangeUser extends Command {
    @Parameters(paramLabel = "EMAIL", description = "The account")
    String email = "";

    /// @param path of the account
    abstract void change(String path);

    @Override
    protected void run() {
        var user = new Accounts(api()).byEmail(email);
        change("/platform/admin/users/" + Json.text(user, "id"));
    }

    final void setAdmin(String path, boolean admin) {
        var user = api().put(path + "/admin", Json.object().put("is_admin", admin));
        terminal()
                .show(
                        user,
                        "%s is %s administrator"
                                .formatted(email, admin ? "now an" : "no longer an"));
    }

    @CommandLine.Command(name = "promote", description = "Makes an account an administrator.")
    static final class Promote extends ChangeUser {
        @Override
        void change(String path) {
            setAdmin(path, true);
        }
    }

    @CommandLine.Command(name = "demote", description = "Makes it one no longer.")
    static final class Demote extends ChangeUser {
        @Override
        void change(String path) {
            setAdmin(path, false);
        }
    }

    @CommandLine.Command(
            name = "delete",
            description = "Deletes an account, with the projects that nobody else is in.")
    static final class Delete extends ChangeUser {
        @Option(
                names = {"-y", "--yes"},
                description = "Do not ask")
        boolean sure;

        @Override
        void change(String path) {
            if (!sure && !terminal().ask("Type the address again to delete it").equals(email)) {
                throw new CommandFailure(
                        ExitCode.USAGE, "that is not its address: nothing was deleted");
            }
            terminal().show(api().delete(path), "deleted " + email);
        }
    }
}
