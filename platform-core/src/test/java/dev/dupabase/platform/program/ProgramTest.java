package dev.dupabase.platform.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramTest {
    @Test
    void a_program_sees_no_variable_of_ours_but_those_it_is_given() throws Exception {
        var program =
                Program.of("/usr/bin/env").with(Map.of("PGPASSWORD", "a'b\"c$d", "PGUSER", "x"));
        try (var running = program.start()) {
            var lines =
                    new String(running.output().readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            assertThat(running.await().succeeded()).isTrue();
            assertThat(lines).contains("PGPASSWORD=a'b\"c$d", "PGUSER=x", "LC_ALL=C");
            assertThat(lines)
                    .allMatch(line ->
                            line.matches(
                                    "(PATH|HOME|TMPDIR|TZ|LD_LIBRARY_PATH|LC_ALL|PGPASSWORD|PGUSER)=.*"));
        }
        assertThat(program.toString()).isEqualTo("/usr/bin/env");
    }

    @Test
    void its_last_complaints_are_kept_however_many_there_were() throws Exception {
        try (var running =
                shell(
                                "i=0; while [ $i -lt 5000 ]; do echo \"line $i\" >&2; i=$((i+1)); done; exit 7")
                        .start()) {
            var exit = running.await();
            assertThat(exit.status()).isEqualTo(7);
            assertThat(exit.succeeded()).isFalse();
            assertThat(exit.reason()).isEqualTo("line 4999");
            assertThat(exit.complaints()).startsWith("…").hasSizeLessThan(17_000);
        }
    }

    @Test
    void closing_it_ends_all_that_it_started() throws Exception {
        long child;
        try (var running = shell("sleep 600 & echo $!; wait").start()) {
            var line = new StringBuilder();
            for (int c = running.output().read(); c != '\n'; c = running.output().read()) {
                line.append((char) c);
            }
            child = Long.parseLong(line.toString());
            assertThat(running.await(Duration.ofMillis(50))).isEmpty();
            assertThat(ProcessHandle.of(child)).isPresent();
        }
        var left = ProcessHandle.of(child);
        if (left.isPresent()) {
            left.get().onExit().get(30, java.util.concurrent.TimeUnit.SECONDS);
        }
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void a_program_that_is_not_there_cannot_be_started() {
        assertThatThrownBy(() -> Program.of("/nowhere/pg_dump").start())
                .isInstanceOf(IOException.class);
    }

    private static Program shell(String script) {
        return Program.of("/bin/sh").with(List.of("-c", script));
    }
}
