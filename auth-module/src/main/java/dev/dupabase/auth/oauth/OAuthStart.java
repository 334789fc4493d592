package dev.dupabase.auth.oauth;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.flow.Challenge;
import dev.dupabase.auth.identity.Invitations;
import dev.dupabase.auth.provider.Provider;
import dev.dupabase.auth.provider.ProviderFault;
import dev.dupabase.auth.provider.ProviderRegistry;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Begins the way to a provider (contracts/auth.md §1.12, E26).
@Component
class OAuthStart {
    /// What we set ourselves, and what is meant for us.
    private static final Set<String> NOT_PASSED_ON =
            Set.of(
                    "client_id",
                    "client_secret",
                    "redirect_uri",
                    "response_type",
                    "state",
                    "code_challenge",
                    "code_challenge_method",
                    "code_verifier",
                    "provider",
                    "scopes",
                    "scope",
                    "redirect_to",
                    "invite_token",
                    "skip_http_redirect",
                    "apikey");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int VERIFIER_BYTES = 48;

    private final ProviderRegistry providers;
    private final Invitations invitations;
    private final OAuthFlowRepository flows;
    private final ProjectDatabase database;
    private final Clock clock;

    OAuthStart(
            ProviderRegistry providers,
            Invitations invitations,
            OAuthFlowRepository flows,
            ProjectDatabase database,
            Clock clock) {
        this.providers = providers;
        this.invitations = invitations;
        this.flows = flows;
        this.database = database;
        this.clock = clock;
    }

    /// @param linkingTarget the user who is to get another identity; null: somebody signs in
    /// @return where to send the browser
    String begin(AuthRequest request, @Nullable UUID linkingTarget) {
        var provider = providers.get(request, request.value("provider").orElse(""));
        var challenge =
                Challenge.of(
                        request.value("code_challenge_method").orElse(""),
                        request.value("code_challenge").orElse(""));
        var invite = request.value("invite_token");
        invite.ifPresent(invitations::requireValid);
        var id = UUID.randomUUID();
        var verifier = provider.usesPkce() ? Optional.of(verifier()) : Optional.<String>empty();
        var departure = depart(request, provider, id, verifier);
        var secret = verifier.orElse(departure.secret());
        var flow =
                new OAuthFlow(
                        id,
                        provider.name(),
                        challenge,
                        request.redirectTarget(),
                        invite.orElse(null),
                        linkingTarget,
                        secret.isEmpty() ? null : UUID.randomUUID(),
                        provider.isEmailOptional(),
                        challenge.isPresent() ? UUID.randomUUID().toString() : null,
                        clock.instant(),
                        null);
        database.asRole(InternalRole.AUTH, () -> store(flow, secret));
        return departure.url();
    }

    private boolean store(OAuthFlow flow, String secret) {
        if (flow.clientStateId() != null) {
            flows.insertClientState(
                    flow.clientStateId(), flow.provider(), secret, flow.createdAt());
        }
        flows.insert(flow);
        return true;
    }

    private static Provider.Departure depart(
            AuthRequest request, Provider provider, UUID state, Optional<String> verifier) {
        var start =
                new Provider.Start(
                        state.toString(),
                        callbackUri(request, provider.name()),
                        verifier.map(text -> Challenge.s256(text)),
                        scopes(request),
                        passedOn(request));
        try {
            return provider.depart(start);
        } catch (ProviderFault e) {
            throw AuthError.VALIDATION_FAILED.refuse("Unsupported provider: " + e.reason());
        }
    }

    static String callbackUri(AuthRequest request, String provider) {
        var settings = request.settings().external().providers().get(provider);
        if (settings != null && settings.redirectUri().isPresent()) {
            return settings.redirectUri().get();
        }
        var custom = request.settings().federation().customProviders().externalUrl();
        return (settings == null ? custom.orElse(request.externalUrl()) : request.externalUrl())
                + "/callback";
    }

    private static List<String> scopes(AuthRequest request) {
        return Arrays.stream(request.value("scopes").orElse("").split(","))
                .map(String::strip)
                .filter(scope -> !scope.isEmpty())
                .toList();
    }

    private static Map<String, String> passedOn(AuthRequest request) {
        var more = new LinkedHashMap<String, String>();
        request.query()
                .values()
                .forEach((name, values) -> {
                    if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                        more.put(
                                name.equals("workos_provider") ? "provider" : name,
                                values.getFirst());
                    }
                });
        return more;
    }

    private static String verifier() {
        var bytes = new byte[VERIFIER_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
