package dev.dupabase.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DupabaseCliTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void settings_of_the_server_are_no_command() {
        assertThat(DupabaseCli.isMeant()).isFalse();
        assertThat(DupabaseCli.isMeant("--server.port=80", "--debug")).isFalse();
        assertThat(DupabaseCli.isMeant("projects", "list")).isTrue();
        assertThat(DupabaseCli.isMeant("--output", "json", "whoami")).isTrue();
        assertThat(DupabaseCli.isMeant("--help")).isTrue();
        assertThat(DupabaseCli.isMeant("--version")).isTrue();
    }

    @Test
    void every_command_says_what_it_does() {
        for (var command : all(DupabaseCli.commandLine(), List.of())) {
            var args = new ArrayList<>(command);
            args.add("--help");
            assertThat(run(args.toArray(String[]::new))).as(args.toString()).isZero();
            assertThat(out.toString()).as(args.toString()).contains("Usage: dupabase");
            out.getBuffer().setLength(0);
        }
    }

    private static List<List<String>> all(CommandLine line, List<String> path) {
        var all = new ArrayList<List<String>>();
        all.add(path);
        line.getSubcommands()
                .forEach((name, command) -> {
                    var below = new ArrayList<>(path);
                    below.add(name);
                    all.addAll(all(command, below));
                });
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projects",
                "projects frobnicate",
                "projects get",
                "projects list --output xml",
                "whoami --url ftp://example.com",
                "login",
                "projects delete --url http://127.0.0.1:9 00000000-0000-0000-0000-000000000000 x"
            })
    void what_is_called_wrongly_ends_with_2(String line) {
        assertThat(run(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).startsWith("dupabase: ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void where_no_server_answers_the_command_ends_with_4() {
        // Port 9 of the own machine: nobody listens there.
        assertThat(run("whoami", "--url", "http://127.0.0.1:9", "--token", "t")).isEqualTo(4);
        assertThat(err.toString()).contains("http://127.0.0.1:9 does not answer");
    }

    @Test
    void the_version_is_that_of_the_jar() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("dupabase \\d+\\.\\d+.*\\s*");
    }

    @Test
    void a_script_completes_what_is_typed() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).contains("projects").contains("complete -F");
    }

    private int run(String... args) {
        return DupabaseCli.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}
