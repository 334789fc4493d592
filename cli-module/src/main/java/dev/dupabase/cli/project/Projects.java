package dev.dupabase.cli.project;

import dev.dupabase.cli.backup.BackUp;
import dev.dupabase.cli.backup.ListBackups;
import dev.dupabase.cli.backup.Restore;
import dev.dupabase.cli.command.Group;
import dev.dupabase.cli.transfer.CancelTask;
import dev.dupabase.cli.transfer.Export;
import dev.dupabase.cli.transfer.Import;
import dev.dupabase.cli.transfer.ListTasks;
import picocli.CommandLine;

/// What can be done with projects.
@CommandLine.Command(
        name = "projects",
        description = "Projects: a project is named by its id, its ref or its name.",
        subcommands = {
            ListProjects.class,
            CreateProject.class,
            GetProject.class,
            DeleteProject.class,
            ChangeState.Pause.class,
            ChangeState.Resume.class,
            RotateKeys.class,
            Import.class,
            Export.class,
            ListTasks.class,
            CancelTask.class,
            BackUp.class,
            ListBackups.class,
            Restore.class
        })
public final class Projects extends Group {}
