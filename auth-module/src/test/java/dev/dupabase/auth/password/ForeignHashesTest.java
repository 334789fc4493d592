package dev.dupabase.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class ForeignHashesTest {
    /// The example that Firebase publishes with its scrypt.
    private static final String FIREBASE =
            "$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,"
                    + "sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA=="
                    + "$42xEC+ixf3L2lw=="
                    + "$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==";

    /// Made by the reference program: `echo -n password | argon2 somesalt -t 2 -m 16 -p 1 -l 32
    /// -i`.
    private static final String ARGON2I =
            "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA";

    @Test
    void firebases_hash_is_matched_by_its_password_alone() {
        assertThat(ForeignHashes.isKnown(FIREBASE)).isTrue();
        assertThat(ForeignHashes.matches("user1password", FIREBASE)).isTrue();
        assertThat(ForeignHashes.matches("user2password", FIREBASE)).isFalse();
    }

    @Test
    void the_hash_of_the_reference_program_is_matched() {
        assertThat(ForeignHashes.matches("password", ARGON2I)).isTrue();
        assertThat(ForeignHashes.matches("Password", ARGON2I)).isFalse();
    }

    @Test
    void argon2id_is_matched_too() {
        var hash = argon2id("a secret", "salt-of-16-bytes");

        assertThat(ForeignHashes.matches("a secret", hash)).isTrue();
        assertThat(ForeignHashes.matches("a secreT", hash)).isFalse();
    }

    @Test
    void what_is_malformed_or_too_costly_is_not_taken() {
        for (var hash :
                new String[] {
                    "",
                    "md5$x",
                    "$argon2d$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf",
                    ARGON2I.replace("v=19", "v=16"),
                    ARGON2I.replace("m=65536", "m=9999999"),
                    ARGON2I.replace("t=2", "t=21"),
                    ARGON2I.replace("p=1", "p=17"),
                    ARGON2I.replace("p=1", "p=1,keyid=AAAA"),
                    FIREBASE.replace("n=14", "n=31"),
                    FIREBASE.replace("v=1,", "v=2,"),
                    "$2a$31$" + "a".repeat(53)
                }) {
            assertThat(ForeignHashes.isKnown(hash)).as(hash).isFalse();
            assertThat(ForeignHashes.matches("password", hash)).as(hash).isFalse();
        }
    }

    private static String argon2id(String password, String salt) {
        var generator = new Argon2BytesGenerator();
        var bytes = salt.getBytes(StandardCharsets.UTF_8);
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(1024)
                        .withIterations(3)
                        .withParallelism(2)
                        .withSalt(bytes)
                        .build());
        var digest = new byte[32];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), digest);
        var encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=1024,t=3,p=2$%s$%s"
                .formatted(encoder.encodeToString(bytes), encoder.encodeToString(digest));
    }
}
