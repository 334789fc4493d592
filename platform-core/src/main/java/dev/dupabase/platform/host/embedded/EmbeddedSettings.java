package dev.dupabase.platform.host.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Dupabase sets on its embedded server. An operator's own lines win where they stand at the
/// end of `postgresql.conf`, after the one that reads this file.
///
/// @param connections how many clients may be connected at once
public record EmbeddedSettings(int connections) {
    private static final String FILE = "dupabase.conf";
    private static final String INCLUDE = "include_if_exists = '" + FILE + "'";

    void write(Path data) throws IOException {
        Files.writeString(data.resolve(FILE), text());
        var main = data.resolve("postgresql.conf");
        var content = Files.readString(main);
        if (!content.contains(INCLUDE)) {
            // at the end, because initdb sets some of these too and the last one wins
            Files.writeString(main, content + "\n" + INCLUDE + "\n");
        }
    }

    private String text() {
        return """
        # Written by Dupabase at every start. Put settings of your own into postgresql.conf.
        max_connections = %d
        wal_level = logical
        password_encryption = scram-sha-256
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_line_prefix = '%%m [%%p] %%q%%u@%%d '
        """
                .formatted(connections);
    }
}
