package dev.dupabase.platform.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A program to be run. Its environment holds nothing of ours but where programs and certificates
/// are found: the secrets in our own are not for children.
///
/// @param command the program and its arguments; no shell reads them
/// @param environment variables of its own, such as `PGPASSWORD`
public record Program(List<String> command, Map<String, String> environment) {
    private static final List<String> HANDED_DOWN =
            List.of("PATH", "HOME", "TMPDIR", "TZ", "LD_LIBRARY_PATH");

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public static Program of(String... command) {
        return new Program(List.of(command), Map.of());
    }

    /// The same with more arguments.
    public Program with(List<String> arguments) {
        var all = new ArrayList<>(command);
        all.addAll(arguments);
        return new Program(all, environment);
    }

    /// The same with more variables.
    public Program with(Map<String, String> variables) {
        var all = new LinkedHashMap<>(environment);
        all.putAll(variables);
        return new Program(command, all);
    }

    /// Starts it. Whoever starts it closes it.
    ///
    /// @throws IOException if there is no such program, or it may not be run
    public RunningProgram start() throws IOException {
        var builder = new ProcessBuilder(command);
        var variables = builder.environment();
        variables.keySet().retainAll(HANDED_DOWN);
        variables.put("LC_ALL", "C");
        variables.putAll(environment);
        return new RunningProgram(builder.start());
    }

    /// The program's name; arguments and environment may hold what no log should.
    @Override
    public String toString() {
        return command.getFirst();
    }
}
