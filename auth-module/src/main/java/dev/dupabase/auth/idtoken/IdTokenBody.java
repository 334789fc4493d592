package dev.dupabase.auth.idtoken;

import java.util.Optional;

/// Grant `id_token`.
///
/// @param provider or else client id and issuer
/// @param accessToken that the ID token came with, if it is to be checked
/// @param nonce as it was before it was hashed
/// @param linkIdentity whether a signed-in user gets another identity
public record IdTokenBody(
        String idToken,
        String provider,
        String clientId,
        String issuer,
        String accessToken,
        String nonce,
        Optional<Boolean> linkIdentity) {
    boolean links() {
        return linkIdentity.orElse(false);
    }
}
