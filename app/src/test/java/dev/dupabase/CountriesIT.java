package dev.dupabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dupabase.process.SharedServer;
import dev.dupabase.testing.Command;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The main job on real input: `examples/countries` with the real supabase-js.
class CountriesIT {
    private static final Path EXAMPLE = Path.of("../examples/countries");

    @Test
    void two_users_an_anonymous_and_a_service_client_each_see_what_the_policies_say() {
        Command.npmCi(EXAMPLE);

        var outcome = Command.run(EXAMPLE, Map.of(), "node", "main.mjs", SharedServer.get().url());

        assertThat(outcome.output())
                .contains("loaded 250 countries, 153 languages, 162 currencies")
                .contains("two users keep their lists to themselves")
                .contains("done: the project is deleted");
        assertThat(outcome.exitCode()).isZero();
    }
}
