package dev.dupabase.auth.provider;

import tools.jackson.databind.JsonNode;

/// What a provider gives for an authorization code.
///
/// @param refreshToken empty if there is none; likewise the ID token
/// @param all the whole answer
public record ProviderTokens(
        String accessToken, String refreshToken, String idToken, JsonNode all) {
    static ProviderTokens of(JsonNode answer) {
        var access = Json.text(answer, "/access_token");
        if (access.isEmpty()) {
            var error = Json.text(answer, "/error");
            throw new ProviderFault(error.isEmpty() ? "no access token came" : error);
        }
        return new ProviderTokens(
                access,
                Json.text(answer, "/refresh_token"),
                Json.text(answer, "/id_token"),
                answer);
    }
}
