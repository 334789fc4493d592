package dev.dupabase.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {
    @Test
    void slashes_at_the_end_do_not_matter() {
        assertThat(Server.of(" https://db.example.com// "))
                .isEqualTo(Server.of("https://db.example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.example.com", "file:///etc/passwd", "http://", "https://a b"})
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> Server.of(text)).isInstanceOf(CommandFailure.class);
    }

    @Test
    void a_password_is_safe_at_home_or_encrypted() {
        assertThat(Server.of("http://localhost:3000").isOpenToOthers()).isFalse();
        assertThat(Server.of("http://[::1]:3000").isOpenToOthers()).isFalse();
        assertThat(Server.of("https://db.example.com").isOpenToOthers()).isFalse();
        assertThat(Server.of("http://db.example.com").isOpenToOthers()).isTrue();
    }
}
