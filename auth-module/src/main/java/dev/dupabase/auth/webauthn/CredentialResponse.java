package dev.dupabase.auth.webauthn;

import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A browser's answer in the JSON form of WebAuthn level 3, taken apart.
///
/// @param json of the `PublicKeyCredential`
public record CredentialResponse(JsonNode json) {
    private static final int MOST_TRANSPORTS = 16;

    /// The id of the credential.
    public byte[] id() throws CeremonyFault {
        return bytes(json.has("rawId") ? json.path("rawId") : json.path("id"), "id");
    }

    /// Whose credential it is, if it says so: the bytes that were given as the user's id.
    public Optional<byte[]> userHandle() throws CeremonyFault {
        var handle = json.at("/response/userHandle");
        return handle.isString() && !handle.stringValue().isEmpty()
                ? Optional.of(bytes(handle, "userHandle"))
                : Optional.empty();
    }

    byte[] part(String name) throws CeremonyFault {
        return bytes(json.path("response").path(name), name);
    }

    Set<String> transports() {
        var found = new HashSet<String>();
        for (var item : json.at("/response/transports")) {
            if (item.isString()
                    && item.stringValue().matches("[a-z-]{1,32}")
                    && found.size() < MOST_TRANSPORTS) {
                found.add(item.stringValue());
            }
        }
        return found;
    }

    private static byte[] bytes(JsonNode node, String name) throws CeremonyFault {
        if (!node.isString() || node.stringValue().isEmpty()) {
            throw new CeremonyFault(CeremonyFault.Kind.MALFORMED, name + " is missing");
        }
        try {
            return Base64.getUrlDecoder().decode(node.stringValue());
        } catch (IllegalArgumentException e) {
            throw new CeremonyFault(CeremonyFault.Kind.MALFORMED, e);
        }
    }
}
