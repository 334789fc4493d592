package dev.dupabase.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordSealTest {
    private static final Secret PASSWORD = new Secret("correct horse");

    /// Made with Node's crypto: pbkdf2Sync("correct horse", 16 × 0x01, 310000, 32, "sha256") and
    /// aes-256-gcm with nonce 12 × 0x02.
    private static final String FROM_NODE =
            "01010101010101010101010101010101:020202020202020202020202:"
                    + "cb37f75ecd825b960f406794eb19c869:db4dda92d3119b52c71da6ed49cd7dd87c";

    @Test
    void the_password_opens_it_in_the_documented_format() {
        var sealed = PasswordSeal.seal(PASSWORD, new Secret("text"));

        assertThat(sealed).matches("[0-9a-f]{32}:[0-9a-f]{24}:[0-9a-f]{32}:[0-9a-f]{8}");
        assertThat(PasswordSeal.open(PASSWORD, sealed).reveal()).isEqualTo("text");
    }

    @Test
    void it_reads_what_another_implementation_wrote() {
        assertThat(PasswordSeal.open(PASSWORD, FROM_NODE).reveal()).isEqualTo("database password");
    }

    @Test
    void another_password_or_a_change_does_not_open_it() {
        var changed = FROM_NODE.substring(0, FROM_NODE.length() - 1) + "0";

        assertThatThrownBy(() -> PasswordSeal.open(new Secret("wrong"), FROM_NODE))
                .isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> PasswordSeal.open(PASSWORD, changed))
                .isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> PasswordSeal.open(PASSWORD, "no:such:thing"))
                .isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> PasswordSeal.open(PASSWORD, "zz:00:00:00"))
                .isInstanceOf(SealBroken.class);
    }
}
