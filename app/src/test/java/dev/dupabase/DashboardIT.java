package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.process.SharedServer;
import dev.dupabase.testing.Command;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The walk through the dashboard in a real browser, on the real server.
class DashboardIT {
    @Test
    void a_newcomer_registers_makes_a_project_and_finds_what_supabase_js_needs() {
        var outcome =
                Command.run(
                        Path.of("../frontend"),
                        Map.of("DUPABASE_URL", SharedServer.get().url(), "CI", "true"),
                        "npx",
                        "playwright",
                        "test");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).containsPattern("\\d+ passed");
    }
}
