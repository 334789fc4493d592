package dev.dupabase.cli;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import java.io.PrintWriter;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// The entry of the command line.
public final class DupabaseCli {
    private static final Set<String> WORDS = Set.of("-h", "--help", "-V", "--version");

    private DupabaseCli() {}

    /// Whether arguments of the jar are a command, rather than settings of the server, which all
    /// have the form `--name=value`.
    public static boolean isMeant(String... args) {
        return Stream.of(args).anyMatch(arg -> !arg.startsWith("-") || WORDS.contains(arg));
    }

    /// Runs a command.
    ///
    /// @return the exit code of the process
    public static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Dupabase());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof CommandFailure known) {
                tell(command.getErr(), known.sentence());
                return known.code().number();
            }
            throw failure;
        });
        line.setParameterExceptionHandler((wrong, args) -> {
            var command = wrong.getCommandLine();
            tell(command.getErr(), wrong.getMessage() == null ? "" : wrong.getMessage());
            command.usage(command.getErr(), Ansi.OFF);
            return ExitCode.USAGE.number();
        });
        return line;
    }

    private static void tell(PrintWriter err, String sentence) {
        err.println("dupabase: " + sentence);
        err.flush();
    }
}
