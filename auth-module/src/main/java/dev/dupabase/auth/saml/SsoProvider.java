package dev.dupabase.auth.saml;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An organisation that signs its people in, as stored.
///
/// @param resourceId the administrator's own name for it
/// @param domains of its people's addresses, lower-case
/// @param attributeMapping as it was given: `{"keys": {…}}`
record SsoProvider(
        UUID id,
        Optional<String> resourceId,
        boolean disabled,
        List<String> domains,
        String entityId,
        String metadataXml,
        Optional<String> metadataUrl,
        Map<String, @Nullable Object> attributeMapping,
        Optional<String> nameIdFormat,
        Instant createdAt,
        Instant updatedAt) {
    /// As identities spell it.
    String identityProvider() {
        return "sso:" + id;
    }

    SsoProvider withMetadata(String xml, Instant at) {
        return new SsoProvider(
                id,
                resourceId,
                disabled,
                domains,
                entityId,
                xml,
                metadataUrl,
                attributeMapping,
                nameIdFormat,
                createdAt,
                at);
    }
}
