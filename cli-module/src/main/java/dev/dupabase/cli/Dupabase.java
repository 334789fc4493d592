package dev.dupabase.cli;

import dev.dupabase.cli.account.Login;
import dev.dupabase.cli.account.Logout;
import dev.dupabase.cli.account.Whoami;
import dev.dupabase.cli.administration.Jobs;
import dev.dupabase.cli.administration.Users;
import dev.dupabase.cli.call.GlobalOptions;
import dev.dupabase.cli.command.Command;
import dev.dupabase.cli.command.Group;
import dev.dupabase.cli.organisation.Orgs;
import dev.dupabase.cli.project.Projects;
import dev.dupabase.cli.sql.RunSql;
import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The first command, which holds all others.
@CommandLine.Command(
        name = "dupabase",
        description = "Works with the projects of a Dupabase server.",
        versionProvider = Dupabase.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Login.class,
            Logout.class,
            Whoami.class,
            Projects.class,
            Orgs.class,
            RunSql.class,
            Users.class,
            Jobs.class,
            Completion.class
        },
        footer = {
            "",
            "Without a command, or with `server`, the jar starts the server.",
            "Exit codes: 0 done, 1 failed, 2 called wrongly, 3 not yours (not signed in, not"
                    + " allowed, no such thing), 4 the server does not answer."
        })
final class Dupabase extends Group {
    @Mixin(name = Command.OPTIONS)
    final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Say what this command does")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Say which version this is")
    boolean version;

    /// The version of this jar.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            var properties = new Properties();
            try (var file = Dupabase.class.getResourceAsStream("version.properties")) {
                properties.load(file);
            }
            return new String[] {"dupabase " + properties.getProperty("version")};
        }
    }
}
