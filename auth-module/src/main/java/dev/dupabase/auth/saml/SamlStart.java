package dev.dupabase.auth.saml;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.flow.Challenge;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Sends users to their organisation's sign-in (contracts/auth.md §1.15, E40).
@Component
class SamlStart {
    private final ProjectDatabase database;
    private final SsoProviderRepository providers;
    private final RelayStates states;
    private final Clock clock;

    SamlStart(
            ProjectDatabase database,
            SsoProviderRepository providers,
            RelayStates states,
            Clock clock) {
        this.database = database;
        this.providers = providers;
        this.states = states;
        this.clock = clock;
    }

    /// @return where the browser is to go
    String begin(AuthRequest request, SsoBody body) {
        var self = ServiceProvider.of(request);
        if (!body.providerId().isEmpty() && !body.domain().isEmpty()) {
            throw refuse("Only one of provider_id or domain supported");
        }
        if (body.providerId().isEmpty() && body.domain().isEmpty()) {
            throw refuse("A provider_id or domain needs to be provided");
        }
        var challenge = Challenge.of(body.codeChallengeMethod(), body.codeChallenge());
        var target = request.redirectTarget(body.redirectTo());
        var now = clock.instant();
        var relayState = UUID.randomUUID();
        var requestId = "id-" + UUID.randomUUID();
        var provider =
                database.asRole(
                        InternalRole.AUTH,
                        () -> {
                            var found = find(body);
                            var flow =
                                    challenge
                                            .map(text ->
                                                    states.beginFlow(
                                                            text, found.identityProvider(), now))
                                            .orElse(null);
                            states.insert(
                                    relayState,
                                    new RelayStates.RelayState(
                                            found.id(), requestId, target, flow, now));
                            return found;
                        });
        return Messages.redirect(
                self,
                IdpMetadata.parse(provider.metadataXml()),
                provider.nameIdFormat(),
                requestId,
                relayState.toString(),
                now);
    }

    private SsoProvider find(SsoBody body) {
        var provider =
                body.providerId().isEmpty()
                        ? providers
                                .findByDomain(body.domain())
                                .orElseThrow(
                                        () -> unknown("No SSO provider assigned for this domain"))
                        : Uuids.parse(body.providerId())
                                .flatMap(providers::find)
                                .orElseThrow(() -> unknown("No such SSO provider"));
        if (provider.disabled()) {
            throw AuthError.SSO_PROVIDER_DISABLED.refuse("SSO provider is disabled");
        }
        return provider;
    }

    private static ApiException unknown(String message) {
        return AuthError.SSO_PROVIDER_NOT_FOUND.refuse(message);
    }

    private static ApiException refuse(String message) {
        return AuthError.VALIDATION_FAILED.refuse(message);
    }
}
