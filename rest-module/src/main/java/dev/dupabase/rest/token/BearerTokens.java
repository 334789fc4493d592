package dev.dupabase.rest.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dupabase.platform.project.ProjectRef;
import dev.dupabase.platform.project.ProjectSecrets;
import dev.dupabase.platform.tenant.ApiKey;
import dev.dupabase.platform.tenant.ProjectRequest;
import dev.dupabase.rest.request.JsonText;
import dev.dupabase.rest.settings.RestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Finds out who calls. Verified tokens are remembered, so that a client's next request costs no
/// signature; time and audience are checked every time.
@Component
public class BearerTokens {
    private static final Duration REMEMBERED_KEYS = Duration.ofMinutes(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What a project verifies with, as long as its secrets and settings stay as they are.
    private record Verification(
            ProjectSecrets secrets, RestSettings.Tokens settings, VerificationKeys keys) {
        boolean isFor(ProjectSecrets now, RestSettings.Tokens settingsNow) {
            return secrets.equals(now) && settings.equals(settingsNow);
        }
    }

    /// @param caller null if the claims name no role
    private record Verified(
            Verification by,
            TimedClaims timed,
            Map<String, @Nullable Object> claims,
            @Nullable Caller caller) {}

    private final Cache<ProjectRef, Verification> verifications =
            Caffeine.newBuilder().expireAfterAccess(REMEMBERED_KEYS).build();
    private final RememberedTokens<Verified> tokens = new RememberedTokens<>();
    private final Clock clock;

    BearerTokens(Clock clock) {
        this.clock = clock;
    }

    /// The caller of a request.
    ///
    /// @throws dev.dupabase.platform.error.ApiException PGRST300 to PGRST303
    public Caller authenticate(ProjectRequest request, RestSettings settings) {
        var token = request.bearer();
        var anonymous = settings.database().anonRole();
        if (token == null) {
            return keyHolder(request.apiKey().orElse(null), anonymous);
        }
        if (token.isEmpty()) {
            throw TokenRefusals.empty();
        }
        var verified = verified(request, settings.tokens(), token);
        verified.timed().check(clock.instant().getEpochSecond(), settings.tokens().audience());
        return verified.caller() != null ? verified.caller() : anonymous(verified, anonymous);
    }

    private static Caller keyHolder(@Nullable ApiKey key, @Nullable String anonymous) {
        var role = key == null ? null : key.bearerRole();
        if (role != null && role.equals(ApiKey.SERVICE_ROLE)) {
            return new Caller(role, roleOnly(role));
        }
        if (anonymous == null) {
            throw TokenRefusals.anonymous();
        }
        return new Caller(anonymous, roleOnly(anonymous));
    }

    private static String roleOnly(String role) {
        var json = new StringBuilder("{\"role\":");
        JsonText.quote(json, role);
        return json.append('}').toString();
    }

    private static Caller anonymous(Verified verified, @Nullable String anonymous) {
        if (anonymous == null) {
            throw TokenRefusals.anonymous();
        }
        return new Caller(anonymous, withRole(verified.claims(), anonymous));
    }

    private static String withRole(Map<String, @Nullable Object> claims, String role) {
        var all = new LinkedHashMap<>(claims);
        all.put("role", role);
        return JSON.writeValueAsString(all);
    }

    private Verified verified(ProjectRequest request, RestSettings.Tokens settings, String token) {
        var by = verification(request, settings);
        if (by.keys().isEmpty()) {
            throw TokenRefusals.noSecret();
        }
        if (settings.cacheEntries() == 0) {
            return verify(by, token);
        }
        var ref = request.project().ref();
        var known = tokens.find(ref, token);
        if (known != null && known.by().equals(by)) {
            return known;
        }
        var verified = verify(by, token);
        tokens.remember(ref, token, verified, settings.cacheEntries());
        return verified;
    }

    private Verification verification(ProjectRequest request, RestSettings.Tokens settings) {
        var ref = request.project().ref();
        var known = verifications.getIfPresent(ref);
        if (known != null && known.isFor(request.secrets(), settings)) {
            return known;
        }
        var fresh =
                new Verification(
                        request.secrets(),
                        settings,
                        VerificationKeys.of(request.secrets(), settings));
        verifications.put(ref, fresh);
        return fresh;
    }

    private static Verified verify(Verification by, String token) {
        var payload = SignedToken.verify(token, by.keys());
        var claims = SignedToken.claims(payload);
        var caller =
                by.settings()
                        .roleClaim()
                        .find(claims)
                        .map(role -> new Caller(role, claimsOf(claims, payload, role)))
                        .orElse(null);
        return new Verified(by, TimedClaims.of(claims), claims, caller);
    }

    /// The payload as it stood in the token, unless its role is told elsewhere.
    private static String claimsOf(
            Map<String, @Nullable Object> claims, byte[] payload, String role) {
        return role.equals(claims.get("role"))
                ? new String(payload, StandardCharsets.UTF_8)
                : withRole(claims, role);
    }
}
