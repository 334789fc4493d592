package dev.dupabase.auth.oauthclient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An application that may ask for users' consent.
///
/// @param secretHash base64url of the secret's SHA-256; empty for a public client
/// @param registration `manual` or `dynamic`
/// @param type `public` or `confidential`
/// @param authMethod how it authenticates at the token endpoint
public record OAuthClient(
        UUID id,
        Optional<String> secretHash,
        String registration,
        List<String> redirectUris,
        List<String> grantTypes,
        Optional<String> name,
        Optional<String> uri,
        Optional<String> logoUri,
        String type,
        String authMethod,
        Instant createdAt,
        Instant updatedAt) {
    public static final String PUBLIC = "public";
    public static final String CONFIDENTIAL = "confidential";
    public static final String MANUAL = "manual";
    public static final String DYNAMIC = "dynamic";
    public static final String NONE = "none";
    public static final String BASIC = "client_secret_basic";
    public static final String POST = "client_secret_post";

    public boolean isPublic() {
        return type.equals(PUBLIC);
    }
}
