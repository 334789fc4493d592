package dev.dupabase.auth.status;

import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.settings.AuthSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Tells clients what they may ask of this project, without touching its database
/// (contracts/auth.md §1.4).
@RestController
class StatusController {
    /// Tools look for this name.
    private static final Health HEALTH =
            new Health("v2.196.0", "GoTrue", "Dupabase speaks the API of GoTrue");

    private static final Duration KEYS_LIFE = Duration.ofMinutes(10);

    record Health(String version, String name, String description) {}

    record Keys(List<Map<String, Object>> keys) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Settings(
            Map<String, Boolean> external,
            boolean disableSignup,
            boolean mailerAutoconfirm,
            boolean phoneAutoconfirm,
            String smsProvider,
            boolean samlEnabled,
            boolean samlPrivateKeyNextConfigured,
            boolean passkeysEnabled) {}

    @GetMapping("/auth/v1/health")
    Health health() {
        return HEALTH;
    }

    @GetMapping("/auth/v1/settings")
    Settings settings(AuthRequest request) {
        var settings = request.settings();
        return new Settings(
                external(settings),
                settings.disableSignup(),
                settings.mailer().autoconfirm(),
                settings.sms().autoconfirm(),
                settings.sms().providerName(),
                settings.federation().saml().enabled(),
                settings.federation().saml().nextPrivateKey().isPresent(),
                settings.passkeys().enabled());
    }

    /// The public halves of the project's keys. Secrets are never listed.
    @GetMapping("/auth/v1/.well-known/jwks.json")
    ResponseEntity<Keys> keys(AuthRequest request) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEYS_LIFE).cachePublic())
                .body(new Keys(request.origin().secrets().tokenKeys().published()));
    }

    private static Map<String, Boolean> external(AuthSettings settings) {
        var external = new LinkedHashMap<String, Boolean>();
        external.put("anonymous_users", settings.external().anonymousUsers());
        settings.external()
                .providers()
                .forEach((name, provider) -> external.put(name, provider.enabled()));
        external.put("email", settings.external().email());
        external.put("phone", settings.external().phone());
        return external;
    }
}
