package dev.dupabase.auth.saml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An organisation as an administrator sends it; what is absent stays as it is.
record SsoForm(
        Optional<String> type,
        Optional<String> metadataUrl,
        Optional<String> metadataXml,
        Optional<List<String>> domains,
        Optional<Map<String, @Nullable Object>> attributeMapping,
        Optional<String> nameIdFormat,
        Optional<String> resourceId,
        Optional<Boolean> disabled) {}
