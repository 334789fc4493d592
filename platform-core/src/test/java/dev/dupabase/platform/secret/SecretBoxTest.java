package dev.dupabase.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final Place PLACE = new Place("projects", "jwt_secret", "17");
    private static final Secret SECRET = new Secret("a säcret");
    private static final String FORMER = key(1);
    private static final String NEW = key(2);

    private final SecretBox box = box(FORMER);

    @Test
    void what_was_sealed_opens_in_its_place() {
        assertThat(box.open(box.seal(SECRET, PLACE), PLACE)).isEqualTo(SECRET);
    }

    @Test
    void the_same_secret_is_never_sealed_alike() {
        assertThat(box.seal(SECRET, PLACE)).isNotEqualTo(box.seal(SECRET, PLACE));
    }

    @Test
    void it_opens_in_no_other_place() {
        var sealed = box.seal(SECRET, PLACE);
        for (var other :
                List.of(
                        new Place("projects", "jwt_secret", "18"),
                        new Place("projects", "anon_key", "17"),
                        new Place("keys", "jwt_secret", "17"),
                        new Place("project", "sjwt_secret", "17"))) {
            assertThatThrownBy(() -> box.open(sealed, other)).isInstanceOf(SealBroken.class);
        }
    }

    @Test
    void a_change_of_any_byte_breaks_it() {
        var sealed = box.seal(SECRET, PLACE);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> box.open(changed, PLACE))
                    .as("byte %d", i)
                    .isInstanceOf(SealBroken.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            var cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> box.open(cut, PLACE)).isInstanceOf(SealBroken.class);
        }
    }

    @Test
    void another_master_key_does_not_open_it() {
        var sealed = box.seal(SECRET, PLACE);

        assertThatThrownBy(() -> box(NEW).open(sealed, PLACE))
                .isInstanceOf(SealBroken.class)
                .hasMessageContaining("another master key");
    }

    @Test
    void after_a_rotation_old_records_open_and_are_rewrapped() {
        var sealed = box.seal(SECRET, PLACE);
        var rotating = box(NEW + "," + FORMER);
        assertThat(rotating.open(sealed, PLACE)).isEqualTo(SECRET);

        var rewrapped = rotating.rewrap(sealed, PLACE);
        assertThat(box(NEW).open(rewrapped, PLACE)).isEqualTo(SECRET);
        assertThat(rotating.rewrap(rewrapped, PLACE)).isSameAs(rewrapped);
    }

    @Test
    void a_key_of_another_length_is_refused_without_repeating_it() {
        for (var wrong : List.of("", "short", "YWJj", NEW + "AAAA", NEW + ",")) {
            assertThatThrownBy(() -> MasterKey.parse(new Secret(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("not 32 bytes in Base64");
        }
    }

    private static SecretBox box(String keys) {
        return new SecretBox(MasterKey.parse(new Secret(keys)));
    }

    private static String key(int seed) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
