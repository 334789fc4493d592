package dev.dupabase.auth.webauthn;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a browser is asked for, as the JSON forms of WebAuthn level 3 have it.
public final class CeremonyOptions {
    /// Whether the authenticator must be able to find the credential without being told its id.
    public enum Discovery {
        REQUIRED,
        PREFERRED
    }

    /// Whose credential it will be.
    ///
    /// @param name what the user is known by, such as an address
    public record Account(UUID id, String name) {
        /// The text of the user's id, in base64url: what assertions call the user handle.
        String handle() {
            return Ceremony.BASE64.encodeToString(
                    id.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private CeremonyOptions() {}

    /// @param known credentials of the user, of which no second one is to be made
    public static Map<String, Object> creation(
            Ceremony ceremony,
            RelyingParty party,
            Account account,
            List<Credential.Handle> known,
            Discovery discovery,
            Duration time) {
        var required = discovery == Discovery.REQUIRED;
        var options = new LinkedHashMap<String, Object>();
        options.put("rp", Map.of("id", party.id(), "name", party.name()));
        options.put(
                "user",
                Map.of(
                        "id", account.handle(),
                        "name", account.name(),
                        "displayName", account.name()));
        options.put("challenge", ceremony.challenge());
        options.put(
                "pubKeyCredParams",
                Algorithms.NUMBERS.stream()
                        .map(number -> Map.of("type", "public-key", "alg", number))
                        .toList());
        options.put("timeout", time.toMillis());
        options.put("excludeCredentials", descriptors(known));
        options.put(
                "authenticatorSelection",
                Map.of(
                        "residentKey",
                        required ? "required" : "preferred",
                        "requireResidentKey",
                        required,
                        "userVerification",
                        "preferred"));
        options.put("attestation", "none");
        return options;
    }

    /// @param allowed empty: any that the authenticator finds
    public static Map<String, Object> request(
            Ceremony ceremony, List<Credential.Handle> allowed, Duration time) {
        var options = new LinkedHashMap<String, Object>();
        options.put("challenge", ceremony.challenge());
        options.put("timeout", time.toMillis());
        options.put("rpId", ceremony.rpId());
        if (!allowed.isEmpty()) {
            options.put("allowCredentials", descriptors(allowed));
        }
        options.put("userVerification", "preferred");
        return options;
    }

    private static List<Map<String, Object>> descriptors(List<Credential.Handle> handles) {
        return handles.stream()
                .map(handle -> {
                    var descriptor = new LinkedHashMap<String, Object>();
                    descriptor.put("type", "public-key");
                    descriptor.put("id", handle.id());
                    if (!handle.transports().isEmpty()) {
                        descriptor.put("transports", handle.transports());
                    }
                    return (Map<String, Object>) descriptor;
                })
                .toList();
    }
}
