package dev.dupabase.auth.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A custom provider as an administrator sends it; what is absent stays as it is.
record CustomProviderForm(
        Optional<String> providerType,
        Optional<String> identifier,
        Optional<String> name,
        Optional<String> clientId,
        Optional<String> clientSecret,
        Optional<List<String>> acceptableClientIds,
        Optional<List<String>> scopes,
        Optional<Boolean> pkceEnabled,
        Optional<Map<String, @Nullable Object>> attributeMapping,
        Optional<List<String>> customClaimsAllowlist,
        Optional<Map<String, @Nullable Object>> authorizationParams,
        Optional<Boolean> enabled,
        Optional<Boolean> emailOptional,
        Optional<String> issuer,
        Optional<String> discoveryUrl,
        Optional<Boolean> skipNonceCheck,
        Optional<String> authorizationUrl,
        Optional<String> tokenUrl,
        Optional<String> userinfoUrl,
        Optional<String> jwksUri) {}
