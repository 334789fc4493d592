package dev.dupabase.auth.webauthn;

import dev.dupabase.auth.user.Columns;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/// What the server remembers between a challenge and its answer.
///
/// @param challenge random bytes, base64url
/// @param rpId the domain of the credential
/// @param origins one of which the answer must come from
public record Ceremony(String challenge, String rpId, List<String> origins) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 32;

    static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    public static Ceremony begin(RelyingParty party) {
        var bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new Ceremony(BASE64.encodeToString(bytes), party.id(), party.origins());
    }

    /// As it is stored.
    public String json() {
        return Columns.json(this);
    }

    public static Ceremony ofJson(String json) {
        return Columns.JSON.readValue(json, Ceremony.class);
    }
}
