package dev.dupabase.cli.organisation;

import dev.dupabase.cli.command.Group;
import picocli.CommandLine;

/// What can be done with organisations.
@CommandLine.Command(
        name = "orgs",
        description = "Organisations: one is named by its id, its slug or its name.",
        subcommands = {
            ListOrgs.class,
            CreateOrg.class,
            ListMembers.class,
            InviteMember.class,
            ChangeMember.SetRole.class,
            ChangeMember.Remove.class
        })
public final class Orgs extends Group {}
