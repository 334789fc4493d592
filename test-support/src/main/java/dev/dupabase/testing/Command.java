package dev.dupabase.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Another program that a test runs to its end.
public final class Command {
    /// How it ended.
    ///
    /// @param output what it printed, both streams together
    public record Outcome(int exitCode, String output) {}

    private Command() {}

    /// Runs it and waits at most twenty minutes.
    public static Outcome run(Path folder, Map<String, String> environment, String... command) {
        try {
            var log = Files.createTempFile("command-", ".log");
            var builder =
                    new ProcessBuilder(List.of(command))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(20, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Outcome(process.waitFor(), Files.readString(log, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Installs a folder's npm packages, unless they are there already as its lock file says.
    public static void npmCi(Path folder) {
        var installed = folder.resolve("node_modules/.package-lock.json");
        try {
            if (Files.exists(installed)
                    && Files.getLastModifiedTime(installed)
                                    .compareTo(
                                            Files.getLastModifiedTime(
                                                    folder.resolve("package-lock.json")))
                            >= 0) {
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var outcome = run(folder, Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException(outcome.output());
        }
    }
}
