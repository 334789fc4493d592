package dev.dupabase.auth.factor;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.webauthn.RelyingParty;
import dev.dupabase.platform.error.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// For whom a WebAuthn factor is challenged. Clients name domain and origins themselves, as
/// GoTrue's do; where the project names its own, theirs must be among those.
final class ChallengeParties {
    private static final int MOST_ORIGINS = 16;

    private ChallengeParties() {}

    static RelyingParty of(AuthRequest request, Optional<FactorForms.WebAuthn> asked) {
        var own = RelyingParty.of(request);
        if (asked.isEmpty() || asked.get().rpId().isEmpty()) {
            return own;
        }
        var id = asked.get().rpId();
        var origins =
                asked.get().origins().isEmpty() ? List.of("https://" + id) : asked.get().origins();
        var settings = request.settings().passkeys();
        if (settings.rpId().isPresent() && !settings.rpId().get().equals(id)) {
            throw refuse("rpId is not the one of this project");
        }
        if (!settings.origins().isEmpty()) {
            var usable = origins.stream().filter(settings.origins()::contains).toList();
            if (usable.isEmpty()) {
                throw refuse("rpOrigins are not among those of this project");
            }
            return new RelyingParty(id, own.name(), usable);
        }
        if (origins.size() > MOST_ORIGINS
                || !origins.stream().allMatch(origin -> belongs(origin, id))) {
            throw refuse("rpOrigins must be https origins of rpId");
        }
        return new RelyingParty(id, own.name(), origins);
    }

    private static boolean belongs(String origin, String id) {
        try {
            var uri = new URI(origin);
            var host = (@Nullable String) uri.getHost();
            if (host == null || !(host.equals(id) || host.endsWith("." + id))) {
                return false;
            }
            return "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && host.equals("localhost"));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static ApiException refuse(String message) {
        return AuthError.VALIDATION_FAILED.refuse(message);
    }
}
