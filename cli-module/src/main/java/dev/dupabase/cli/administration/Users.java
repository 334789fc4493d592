package dev.dupabase.cli.administration;

import dev.dupabase.cli.command.Group;
import picocli.CommandLine;

/// What administrators do with accounts.
@CommandLine.Command(
        name = "users",
        description = "Accounts of the server, for its administrators.",
        subcommands = {
            ListUsers.class,
            ChangeUser.Promote.class,
            ChangeUser.Demote.class,
            ChangeUser.Delete.class,
            InviteUser.class,
            Registration.class
        })
public final class Users extends Group {}
