package dev.dupabase.platform.host.embedded;

import dev.dupabase.platform.start.StartRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A program that ran to its end.
///
/// @param status its exit status; 127 if it could not be started
/// @param output what it wrote, errors included
record Program(List<String> command, int status, String output) {
    private static final int NOT_STARTED = 127;

    /// Runs a command without the variables by which libpq's programs are steered.
    static Program run(Path directory, List<String> command) {
        var builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Program(command, process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Program(command, NOT_STARTED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusal(
                    "interrupted while " + command.getFirst() + " ran", "start again");
        }
    }

    boolean succeeded() {
        return status == 0;
    }

    /// @param problem what it means that the program failed
    void orRefuse(String problem) {
        if (!succeeded()) {
            throw new StartRefusal(problem, "it said: " + output.replaceAll("\\s*\\R\\s*", " / "));
        }
    }
}
