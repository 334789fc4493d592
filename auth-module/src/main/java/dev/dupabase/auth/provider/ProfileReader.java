package dev.dupabase.auth.provider;

import dev.dupabase.auth.settings.ProviderSettings;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Finds out from a provider who it is, and puts it in our words.
@FunctionalInterface
interface ProfileReader {
    Draft read(Source source);

    /// What a reader may look at.
    interface Source {
        ProviderTokens tokens();

        /// What came back with the user.
        Map<String, String> values();

        ProviderSettings settings();

        /// Base of the provider's API.
        String api();

        /// The answer to a question with the user's token. Addresses may begin with `{api}` or
        /// `{host}`.
        JsonNode ask(String address);

        /// The answer of the user-info endpoint of the discovery document.
        JsonNode userInfo();

        /// The claims of the ID token, verified and for us.
        JsonNode idToken();
    }
}
