package dev.dupabase.auth.provider;

import java.time.Duration;

/// What every provider works with.
///
/// @param life how long what a provider publishes may be remembered
record Toolbox(
        ProviderHttp http, OidcDirectory directory, IdTokenVerifier verifier, Duration life) {}
