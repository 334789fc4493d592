package dev.dupabase.auth.oauthclient;

import java.util.List;
import java.util.Optional;

/// A client as it is sent; what is absent stays as it is, or takes its default.
record ClientForm(
        Optional<List<String>> redirectUris,
        Optional<String> clientName,
        Optional<String> clientUri,
        Optional<String> logoUri,
        Optional<List<String>> grantTypes,
        Optional<String> clientType,
        Optional<String> tokenEndpointAuthMethod) {
    boolean isEmpty() {
        return redirectUris.isEmpty()
                && clientName.isEmpty()
                && clientUri.isEmpty()
                && logoUri.isEmpty()
                && grantTypes.isEmpty()
                && clientType.isEmpty()
                && tokenEndpointAuthMethod.isEmpty();
    }
}
