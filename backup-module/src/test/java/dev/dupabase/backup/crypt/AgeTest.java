package dev.dupabase.backup.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeTest {
    /// Made by age 1.1.1 for two recipients, the second of which is this identity.
    private static final String OF_AGE =
            "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBwWUlya3k4NlJ6ZEtiaTlVWEhRM0VXaU5KQXZNRjZXdGhzUUR5S3lhVGk0CmJtbXNYVVdHeVVsbExpMk80NnVaTG5xOG5XdG5La0tLOTFndGJKc0JEZ2cKLT4gWDI1NTE5IHFQcEJjblBuTGJzL0hKMVowYWtMRW1INjVXa1hpMGhTbGU3QytzaHJEd2sKYkFUeU16NzNQbUdKQVBOZzBtWG1GUGV1bjVlRlBsWFlWRUw1N0pYRGU4UQotLS0gc2ZUNzVVV0RrMlVZcTJTU3ZVbXI2N2ZSTUFBNXpvT3FBVGdHMmM0aUVKVQoPvEoNfPZX35ayvMji0IchyRSPOS9j8paC/jGZV7QjB0y0F3DIOfgejhiI3imSJXLIYg==";

    private static final Secret IDENTITY =
            new Secret(
                    "AGE-SECRET-KEY-18XRDK0UHKUXD3KLCEY2J4396FQU5M59SKMQPGGSQR4QEWTE3U64SE8DRQE");
    private static final String PUBLIC_KEY =
            "age1kmeptk97ulvj6kpzm7xeye4q0kx3nfeqle9gnw336rr7yy5jrpksupwvz4";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 300_000})
    void what_was_encrypted_comes_back(int length) throws IOException {
        var pair = AgeKeys.generate();
        var plain = bytes(length);

        var sealed = encrypt(plain, List.of(PUBLIC_KEY, pair.publicKey()));

        assertThat(decrypt(sealed, pair.identity())).isEqualTo(plain);
        assertThat(decrypt(sealed, IDENTITY)).isEqualTo(plain);
    }

    @Test
    void a_file_of_age_itself_is_opened() throws IOException {
        assertThat(decrypt(Base64.getDecoder().decode(OF_AGE), IDENTITY))
                .asString()
                .isEqualTo("made by age itself");
    }

    @Test
    void age_itself_opens_our_files() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/age")), "age is installed");
        var plain = bytes(200_000);
        var identity = Files.writeString(folder.resolve("key"), IDENTITY.reveal());
        var file = Files.write(folder.resolve("file"), encrypt(plain, List.of(PUBLIC_KEY)));

        var process =
                new ProcessBuilder("age", "-d", "-i", identity.toString(), file.toString()).start();

        assertThat(process.getInputStream().readAllBytes()).isEqualTo(plain);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void nobody_else_opens_it() throws IOException {
        var sealed = encrypt(bytes(10), List.of(PUBLIC_KEY));

        assertThatThrownBy(() -> decrypt(sealed, AgeKeys.generate().identity()))
                .isInstanceOf(DecryptionFault.class);
    }

    @Test
    void a_file_that_was_cut_at_the_end_of_a_chunk_does_not_open() throws IOException {
        var sealed = encrypt(bytes(3 * AgeOutputStream.CHUNK), List.of(PUBLIC_KEY));
        var cut = Arrays.copyOf(sealed, sealed.length - AgeOutputStream.CHUNK - 16);

        assertThatThrownBy(() -> decrypt(cut, IDENTITY)).isInstanceOf(DecryptionFault.class);
    }

    @Test
    void no_bit_can_be_changed() throws IOException {
        var sealed = encrypt(bytes(1000), List.of(PUBLIC_KEY));

        for (int at : new int[] {30, 100, 170, sealed.length - 1000, sealed.length - 1}) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> decrypt(changed, IDENTITY))
                    .as("byte %d", at)
                    .isInstanceOf(DecryptionFault.class);
        }
    }

    @Test
    void only_public_keys_are_public_keys() {
        assertThat(AgeKeys.isPublicKey(PUBLIC_KEY)).isTrue();
        assertThat(AgeKeys.isPublicKey(PUBLIC_KEY.replace('q', 'p'))).isFalse();
        assertThat(AgeKeys.isPublicKey(IDENTITY.reveal())).isFalse();
        assertThat(AgeKeys.isPublicKey("ssh-ed25519 AAAA")).isFalse();
        assertThat(AgeKeys.isPublicKey("")).isFalse();
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] encrypt(byte[] plain, List<String> recipients) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var age = new AgeOutputStream(out, recipients)) {
            age.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] decrypt(byte[] sealed, Secret identity) throws IOException {
        try (var age = new AgeInputStream(new ByteArrayInputStream(sealed), identity)) {
            return age.readAllBytes();
        }
    }
}
