package dev.dupabase.auth.saml;

import dev.dupabase.auth.captcha.Captcha;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBodies;
import dev.dupabase.auth.request.Redirects;
import dev.dupabase.auth.session.TokenResponse;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Single sign-on, as browsers and identity providers meet it.
@RestController
class SsoController {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final SamlStart start;
    private final SamlReturn returns;
    private final JsonBodies bodies;
    private final AddressLimits limits;
    private final Captcha captcha;
    private final Clock clock;

    SsoController(
            SamlStart start,
            SamlReturn returns,
            JsonBodies bodies,
            AddressLimits limits,
            Captcha captcha,
            Clock clock) {
        this.start = start;
        this.returns = returns;
        this.bodies = bodies;
        this.limits = limits;
        this.captcha = captcha;
        this.clock = clock;
    }

    /// That it is off is told before anything else is looked at.
    @PostMapping("/auth/v1/sso")
    ResponseEntity<?> begin(AuthRequest request) {
        requireOn(request);
        limits.take(request, Bucket.SSO);
        captcha.require(request);
        var body = bodies.read(request, SsoBody.class);
        var url = start.begin(request, body);
        return body.skipHttpRedirect().orElse(false)
                ? ResponseEntity.ok(Map.of("url", url))
                : ResponseEntity.status(HttpStatus.SEE_OTHER).header("Location", url).build();
    }

    @GetMapping("/auth/v1/sso/saml/metadata")
    ResponseEntity<String> metadata(AuthRequest request) {
        var self = ServiceProvider.of(request);
        var downloaded = request.value("download").filter("true"::equals).isPresent();
        var decrypts = request.settings().federation().saml().encryptedAssertions();
        var reply =
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_XML)
                        .cacheControl(CacheControl.maxAge(LIFE).cachePublic());
        if (downloaded) {
            reply.header("Content-Disposition", "attachment; filename=\"metadata.xml\"");
        }
        return reply.body(Messages.metadata(self, decrypts, downloaded, clock.instant()));
    }

    @PostMapping("/auth/v1/sso/saml/acs")
    ResponseEntity<Void> consume(AuthRequest request) {
        requireOn(request);
        limits.take(request, Bucket.SAML);
        try {
            return switch (returns.receive(request)) {
                case SamlReturn.Outcome.Code(var target, var code) ->
                        Redirects.to(HttpStatus.FOUND, target, Map.of("code", code), Map.of());
                case SamlReturn.Outcome.Tokens(var target, var session) ->
                        signedIn(target, session.body());
            };
        } catch (ApiException refusal) {
            return Redirects.to(
                    HttpStatus.SEE_OTHER,
                    request.siteUrl(),
                    Redirects.told(error(refusal), refusal),
                    Map.of());
        }
    }

    private static void requireOn(AuthRequest request) {
        if (!request.settings().federation().saml().enabled()) {
            throw ServiceProvider.disabled();
        }
    }

    private static ResponseEntity<Void> signedIn(String target, TokenResponse tokens) {
        return Redirects.to(
                HttpStatus.FOUND,
                target,
                Map.of(),
                Map.of(
                        "access_token", tokens.accessToken(),
                        "expires_at", Long.toString(tokens.expiresAt()),
                        "expires_in", Long.toString(tokens.expiresIn()),
                        "refresh_token", tokens.refreshToken(),
                        "sb", "",
                        "token_type", tokens.tokenType()));
    }

    private static String error(ApiException refusal) {
        return switch (refusal.code().status().value()) {
            case 400 -> "invalid_request";
            case 401 -> "unauthorized_client";
            case 403 -> "access_denied";
            case 503 -> "temporarily_unavailable";
            default -> "server_error";
        };
    }
}
