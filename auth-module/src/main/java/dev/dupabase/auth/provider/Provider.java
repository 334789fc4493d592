package dev.dupabase.auth.provider;

import dev.dupabase.auth.identity.ExternalProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One place where users sign in, set up for one project.
///
/// Its methods call out, so they must not be called while a connection is held.
public interface Provider {
    /// As paths and identities spell it.
    String name();

    /// Whether it wants a PKCE challenge from us.
    boolean usesPkce();

    /// Whether users may come without an address.
    boolean isEmailOptional();

    /// Where users are sent, and what is to be remembered until they are back.
    ///
    /// @throws ProviderFault if the provider has to be asked first, and cannot be
    Departure depart(Start start);

    /// The tokens for a code.
    ///
    /// @throws ProviderFault if it gives none
    ProviderTokens exchange(Return back);

    /// What it tells of the user.
    ///
    /// @throws ProviderFault if it tells nothing
    ExternalProfile profile(ProviderTokens tokens, Return back);

    /// @param challenge S256, if [#usesPkce]
    /// @param scopes beside those always asked for
    /// @param more passed on as they are
    record Start(
            String state,
            String redirectUri,
            Optional<String> challenge,
            List<String> scopes,
            Map<String, String> more) {}

    /// @param secret to be kept for the way back; empty: nothing
    record Departure(String url, String secret) {}

    /// @param secret what was kept: a PKCE verifier, or what [Departure] said
    /// @param values all that came back with the user
    record Return(
            String code, String redirectUri, Optional<String> secret, Map<String, String> values) {}
}
