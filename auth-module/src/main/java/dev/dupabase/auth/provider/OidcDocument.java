package dev.dupabase.auth.provider;

import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/// What an OpenID provider says of itself (OpenID Connect Discovery §3).
///
/// @param userInfo empty if it has none
record OidcDocument(String issuer, String authorize, String token, String userInfo, String jwks) {
    /// @throws ProviderFault if something that is needed is not there
    static OidcDocument of(JsonNode json) {
        var document =
                new OidcDocument(
                        Json.text(json, "/issuer"),
                        Json.text(json, "/authorization_endpoint"),
                        Json.text(json, "/token_endpoint"),
                        Json.text(json, "/userinfo_endpoint"),
                        Json.text(json, "/jwks_uri"));
        var missing = new ArrayList<String>();
        require(document.issuer, "issuer", missing);
        require(document.authorize, "authorization_endpoint", missing);
        require(document.token, "token_endpoint", missing);
        require(document.jwks, "jwks_uri", missing);
        if (!missing.isEmpty()) {
            throw new ProviderFault(
                    "OIDC discovery document is missing required fields: "
                            + String.join(", ", missing));
        }
        return document;
    }

    private static void require(String value, String name, ArrayList<String> missing) {
        if (value.isEmpty()) {
            missing.add(name);
        }
    }
}
