package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.process.DupabaseProcess;
import dev.dupabase.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The README's sixty seconds work as they stand there.
class QuickstartIT {
    private static final Path PACKAGES = Path.of("../examples/countries");

    @Test
    void the_example_of_the_readme_runs_as_it_stands_there() throws IOException {
        Command.npmCi(PACKAGES);
        var folder = Files.createTempDirectory("quickstart-");
        Files.createSymbolicLink(
                folder.resolve("node_modules"), PACKAGES.resolve("node_modules").toRealPath());
        // On Node 20 supabase-js wants a WebSocket brought along; from 22 on Node has its own.
        Files.writeString(
                folder.resolve("websocket.mjs"),
                "globalThis.WebSocket ??= (await import('ws')).WebSocket;\n");
        Files.writeString(folder.resolve("app.mjs"), block("js"));
        try (var server = DupabaseProcess.start(Map.of())) {
            Files.writeString(
                    folder.resolve("quickstart.sh"),
                    "set -eu\n"
                            + block("sh").replace("http://localhost:3000", server.url())
                            + "\nnode --import ./websocket.mjs app.mjs\n");

            var outcome = Command.run(folder, Map.of(), "bash", "quickstart.sh");

            assertThat(outcome.output()).contains("[ { task: 'see the mountains' } ]\n[]");
            assertThat(outcome.exitCode()).isZero();
        }
    }

    private static String block(String language) throws IOException {
        var fence =
                Pattern.compile(
                        "<!-- quickstart: %s -->\\n```%s\\n(.*?)```".formatted(language, language),
                        Pattern.DOTALL);
        var match = fence.matcher(Files.readString(Path.of("../README.md")));
        assertThat(match.find()).as("the README has a %s block", language).isTrue();
        return match.group(1);
    }
}
