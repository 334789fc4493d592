package dev.dupabase.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line of the packed jar, run as operators run it.
public final class Cli {
    private final Path folder;
    private final Map<String, String> variables;

    private Cli(Path folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /// In a folder of its own, where it also keeps who is signed in.
    public static Cli at(String server) {
        try {
            var folder = Files.createTempDirectory("cli-");
            return new Cli(folder, Map.of())
                    .with("DUPABASE_URL", server)
                    .with("DUPABASE_CREDENTIALS", folder.resolve("credentials.json").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Cli with(String variable, String value) {
        var more = new HashMap<>(variables);
        more.put(variable, value);
        return new Cli(folder, more);
    }

    public Path folder() {
        return folder;
    }

    /// How a command ended.
    public record Outcome(int exitCode, String out, String err) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    public Outcome run(String... args) {
        return feed("", args);
    }

    /// Runs a command with something on its standard input.
    public Outcome feed(String input, String... args) {
        return java(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), input, args);
    }

    public Outcome java(List<String> options, String input, String... args) {
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(options);
        command.addAll(List.of("-jar", System.getProperty("dupabase.jar")));
        command.addAll(List.of(args));
        try {
            var out = Files.createTempFile(folder, "out", "");
            var err = Files.createTempFile(folder, "err", "");
            var in = Files.writeString(Files.createTempFile(folder, "in", ""), input);
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectInput(in.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().putAll(variables);
            var process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Outcome(
                    process.waitFor(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
