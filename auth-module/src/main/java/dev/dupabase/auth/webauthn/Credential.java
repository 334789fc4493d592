package dev.dupabase.auth.webauthn;

import dev.dupabase.auth.user.Columns;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/// A public key that an authenticator made, and what it said of itself.
///
/// @param publicKey in COSE form, base64
/// @param attestationType `none`, or the format of the attestation
/// @param aaguid the kind of authenticator; all zeros: it does not tell
/// @param signCount how often it has signed; 0: it does not count
/// @param backupEligible whether it may be copied to other devices
public record Credential(
        Handle handle,
        String publicKey,
        String attestationType,
        UUID aaguid,
        long signCount,
        boolean backupEligible,
        boolean backedUp) {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    /// What browsers need to find it again.
    ///
    /// @param id base64url without padding
    /// @param transports such as `internal` or `usb`
    public record Handle(String id, List<String> transports) {
        public static Handle of(byte[] id, List<String> transports) {
            return new Handle(Ceremony.BASE64.encodeToString(id), transports);
        }

        public byte[] bytes() {
            return Base64.getUrlDecoder().decode(id);
        }
    }

    /// In the form that GoTrue keeps in a factor's row.
    public String json() {
        var base64 = Base64.getEncoder();
        var aaguidBytes =
                ByteBuffer.allocate(16)
                        .putLong(aaguid.getMostSignificantBits())
                        .putLong(aaguid.getLeastSignificantBits())
                        .array();
        return Columns.json(
                Map.of(
                        "id", base64.encodeToString(handle.bytes()),
                        "publicKey", publicKey,
                        "attestationType", attestationType,
                        "transport", handle.transports(),
                        "flags",
                                Map.of(
                                        "userPresent", true,
                                        "backupEligible", backupEligible,
                                        "backupState", backedUp),
                        "authenticator",
                                Map.of(
                                        "AAGUID",
                                        base64.encodeToString(aaguidBytes),
                                        "signCount",
                                        signCount,
                                        "cloneWarning",
                                        false)));
    }

    /// Reads what [#json] or GoTrue wrote.
    public static Credential ofJson(String json) {
        var tree = Columns.JSON.readTree(json);
        var aaguid = bytes(tree.at("/authenticator/AAGUID"));
        var transports = tree.path("transport");
        return new Credential(
                Handle.of(
                        bytes(tree.path("id")),
                        transports.isArray()
                                ? Columns.JSON.convertValue(transports, TEXTS)
                                : List.of()),
                tree.path("publicKey").asString(""),
                tree.path("attestationType").asString(""),
                aaguid.length == 16 ? uuid(aaguid) : new UUID(0, 0),
                tree.at("/authenticator/signCount").asLong(0),
                tree.at("/flags/backupEligible").asBoolean(false),
                tree.at("/flags/backupState").asBoolean(false));
    }

    /// After it has signed once more.
    public Credential used(Assertion assertion) {
        return new Credential(
                handle,
                publicKey,
                attestationType,
                aaguid,
                assertion.signCount(),
                backupEligible,
                assertion.backedUp());
    }

    private static byte[] bytes(JsonNode node) {
        return Base64.getDecoder().decode(node.asString(""));
    }

    private static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /// The key's bytes.
    public byte[] cose() {
        return Base64.getDecoder().decode(publicKey);
    }

    static List<String> sorted(Iterable<String> values) {
        var list = new ArrayList<String>();
        values.forEach(list::add);
        list.sort(null);
        return List.copyOf(list);
    }
}
