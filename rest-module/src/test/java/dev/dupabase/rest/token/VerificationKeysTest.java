package dev.dupabase.rest.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.project.ProjectSecrets;
import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.token.Jwk;
import dev.dupabase.platform.token.TokenAlgorithm;
import dev.dupabase.platform.token.TokenKeys;
import dev.dupabase.platform.token.TokenSigner;
import dev.dupabase.rest.settings.RestSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerificationKeysTest {
    private static final Secret SECRET = new Secret("s".repeat(40));
    private static final RestSettings.Tokens DEFAULTS =
            new RestSettings.Tokens(null, false, null, null, 1000);

    private final TokenSigner signer = new TokenSigner();

    @ParameterizedTest
    @EnumSource(TokenAlgorithm.class)
    void tokens_of_the_projects_signing_key_are_good(TokenAlgorithm algorithm) {
        var key = Jwk.generate(algorithm, "new");

        assertThat(verified(token(key), key)).isEqualTo("{\"role\":\"authenticated\"}");
    }

    @Test
    void before_and_after_a_rotation_both_tokens_are_good_until_the_old_key_is_revoked() {
        var old = Jwk.generate(TokenAlgorithm.ES256, "old");
        var fresh = Jwk.generate(TokenAlgorithm.ES256, "new");
        var legacy = signer.sign(SECRET, Map.of("role", "authenticated"));

        for (var token : List.of(token(old), token(fresh), legacy)) {
            assertThat(verified(token, old.publicHalf(), fresh)).contains("authenticated");
        }
        assertThatThrownBy(() -> verified(token(old), fresh)).isInstanceOf(ApiException.class);
    }

    private String token(Jwk key) {
        return signer.sign(key.parse(), Map.of("role", "authenticated"));
    }

    private static String verified(String token, Jwk... keys) {
        var secrets =
                new ProjectSecrets(
                        SECRET,
                        List.of(),
                        SECRET,
                        SECRET,
                        SECRET,
                        SECRET,
                        new TokenKeys(List.of(SECRET), List.of(keys)));
        return new String(
                SignedToken.verify(token, VerificationKeys.of(secrets, DEFAULTS)),
                StandardCharsets.UTF_8);
    }
}
