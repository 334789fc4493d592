package dev.dupabase.auth.saml;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.provider.ProviderFault;
import dev.dupabase.auth.provider.ProviderHttp;
import org.springframework.stereotype.Component;

/// Gets the metadata of identity providers from where they publish them.
@Component
class MetadataFetcher {
    private final ProviderHttp http;

    MetadataFetcher(ProviderHttp http) {
        this.http = http;
    }

    /// @throws dev.dupabase.platform.error.ApiException if they cannot be had
    String fetch(String url) {
        try {
            return http.getText(url);
        } catch (ProviderFault e) {
            throw AuthError.SAML_METADATA_FETCH_FAILED.refuse(
                    "Unable to fetch metadata from the URL: " + e.reason());
        }
    }
}
