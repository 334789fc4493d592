package dev.dupabase.auth.oauthserver;

/// What a client sends to the token endpoint, as a form or as JSON.
record TokenForm(
        String grantType,
        String code,
        String redirectUri,
        String codeVerifier,
        String refreshToken,
        String resource,
        String clientId,
        String clientSecret) {}
