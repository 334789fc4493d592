package dev.dupabase.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {
    private static final Server HERE = Server.of("https://db.example.com/");
    private static final Server THERE = Server.of("https://other.example.com");

    @TempDir Path folder;

    @Test
    void only_its_owner_may_read_it() throws IOException {
        var path = folder.resolve("dupabase/credentials.json");

        new CredentialsFile(path).signedIn(HERE, "ann@example.com", "secret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_token_is_for_its_own_server_alone() {
        var file = new CredentialsFile(folder.resolve("credentials.json"));
        file.signedIn(HERE, "ann@example.com", "here");
        file.signedIn(THERE, "ann@example.com", "there");

        assertThat(file.token(HERE)).contains("here");
        assertThat(file.current()).contains(THERE);
        file.signedOut(HERE);
        assertThat(file.token(HERE)).isEmpty();
        assertThat(file.token(THERE)).contains("there");
    }

    @Test
    void a_file_that_others_may_read_is_refused() throws IOException {
        var path = folder.resolve("credentials.json");
        Files.writeString(path, "{}");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> new CredentialsFile(path).token(HERE))
                .hasMessageContaining("may be read by others");
    }

    @Test
    void a_broken_file_is_named() throws IOException {
        var path = folder.resolve("credentials.json");
        Files.writeString(path, "nonsense");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> new CredentialsFile(path).current())
                .hasMessageContaining(path.toString());
    }
}
