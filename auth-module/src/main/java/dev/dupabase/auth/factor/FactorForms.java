package dev.dupabase.auth.factor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What clients send about second factors. Absent text is empty.
final class FactorForms {
    private FactorForms() {}

    /// @param issuer what authenticator apps call the project
    record Enrolment(String factorType, String friendlyName, String issuer, String phone) {}

    /// @param channel of the message with the code
    record Challenge(String channel, Optional<WebAuthn> webauthn) {}

    record Verification(String challengeId, String code, Optional<WebAuthn> webauthn) {}

    /// @param rpOrigins a list, or one
    /// @param type `create` or `request`
    record WebAuthn(
            @JsonProperty("rpId") String rpId,
            @JsonProperty("rpOrigins") Optional<JsonNode> rpOrigins,
            String type,
            @JsonProperty("credential_response") Optional<JsonNode> credentialResponse) {

        List<String> origins() {
            return rpOrigins
                    .map(node ->
                            node.isArray()
                                    ? node.valueStream().map(item -> item.asString("")).toList()
                                    : List.of(node.asString("")))
                    .orElse(List.of())
                    .stream()
                    .filter(origin -> !origin.isEmpty())
                    .toList();
        }
    }
}
