package dev.dupabase.cli.show;

import dev.dupabase.cli.call.CommandFailure;
import dev.dupabase.cli.call.ExitCode;
import dev.dupabase.cli.call.GlobalOptions;
import dev.dupabase.cli.call.Json;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/// Where a command prints and asks: answers go to the standard output, all else to the other one.
public final class Terminal {
    private final PrintWriter out;
    private final PrintWriter err;
    private final GlobalOptions options;

    public Terminal(CommandSpec spec, GlobalOptions options) {
        this.out = spec.commandLine().getOut();
        this.err = spec.commandLine().getErr();
        this.options = options;
    }

    /// Prints an answer: as the server gave it, or as people read it.
    public void show(JsonNode answer, Object forPeople) {
        if (options.form() == GlobalOptions.Form.json) {
            out.println(Json.pretty(answer));
        } else {
            out.print(forPeople);
            if (!forPeople.toString().endsWith("\n")) {
                out.println();
            }
        }
        out.flush();
    }

    /// Says something beside the answer.
    public void note(String text) {
        err.println(text);
        err.flush();
    }

    public ProgressLine progress(String what) {
        if (options.isSilent()) {
            return ProgressLine.silent();
        }
        return new ProgressLine(err, what, isInteractive());
    }

    /// Whether somebody sits there.
    public static boolean isInteractive() {
        return person().isPresent();
    }

    private static Optional<Console> person() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    private static Console person(String remedy) {
        return person().orElseThrow(() ->
                new CommandFailure(ExitCode.USAGE, "there is nobody to ask: use " + remedy));
    }

    /// Asks for a password without showing it.
    ///
    /// @param fromInput take the first line of the standard input instead
    public String password(String prompt, boolean fromInput) {
        if (fromInput) {
            return firstLine();
        }
        var typed = person("--password-stdin").readPassword("%s: ", prompt);
        return typed == null ? "" : new String(typed);
    }

    /// Asks for a line.
    public String ask(String prompt) {
        var typed = person("--yes").readLine("%s: ", prompt);
        return typed == null ? "" : typed.strip();
    }

    private static String firstLine() {
        try {
            var input =
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            var line = input.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "the standard input cannot be read: " + e.getMessage());
        }
    }
}
