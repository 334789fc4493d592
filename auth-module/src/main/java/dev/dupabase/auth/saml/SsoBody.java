package dev.dupabase.auth.saml;

import java.util.Optional;

/// What a client sends to begin single sign-on.
///
/// @param domain of the user's address, or else the provider's id
record SsoBody(
        String providerId,
        String domain,
        String redirectTo,
        Optional<Boolean> skipHttpRedirect,
        String codeChallenge,
        String codeChallengeMethod) {}
