package dev.dupabase.cli.administration;

import dev.dupabase.cli.command.Group;
import picocli.CommandLine;

/// What the server does by itself.
@CommandLine.Command(
        name = "jobs",
        description = "What the server does by itself, for its administrators.",
        subcommands = {ListJobs.class, ChangeJob.Retry.class, ChangeJob.Cancel.class})
public final class Jobs extends Group {}
