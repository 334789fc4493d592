package dev.dupabase.auth.signin;

import dev.dupabase.auth.captcha.Captcha;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.flow.Flows;
import dev.dupabase.auth.idtoken.IdTokenBody;
import dev.dupabase.auth.idtoken.IdTokenGrant;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBodies;
import dev.dupabase.auth.session.IssuedSession;
import dev.dupabase.auth.session.RefreshService;
import dev.dupabase.auth.session.TokenResponse;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.auth.web3.Web3Body;
import dev.dupabase.auth.web3.Web3Grant;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Gives a session for a proof of who its user is, of any of the kinds that `grant_type` names
/// (contracts/auth.md §1.6).
@RestController
class TokenController {
    /// Whoever comes with one of these has passed before, or comes from elsewhere.
    private static final Set<String> WITHOUT_CAPTCHA = Set.of("pkce", "refresh_token", "id_token");

    private final SignInService signIn;
    private final RefreshService refresh;
    private final Flows flows;
    private final IdTokenGrant idTokens;
    private final Web3Grant wallets;
    private final JsonBodies bodies;
    private final Captcha captcha;
    private final AddressLimits limits;

    TokenController(
            SignInService signIn,
            RefreshService refresh,
            Flows flows,
            IdTokenGrant idTokens,
            Web3Grant wallets,
            JsonBodies bodies,
            Captcha captcha,
            AddressLimits limits) {
        this.signIn = signIn;
        this.flows = flows;
        this.idTokens = idTokens;
        this.wallets = wallets;
        this.bodies = bodies;
        this.refresh = refresh;
        this.captcha = captcha;
        this.limits = limits;
    }

    @PostMapping("/auth/v1/token")
    ResponseEntity<TokenResponse> token(AuthRequest request) {
        var grant = request.value("grant_type").orElse("");
        if (!WITHOUT_CAPTCHA.contains(grant)) {
            captcha.require(request);
        }
        limits.take(request, grant.equals("web3") ? Bucket.WEB3 : Bucket.TOKEN);
        var session =
                switch (grant) {
                    case "password" -> password(request, bodies.read(request, PasswordBody.class));
                    case "refresh_token" ->
                            refresh.refresh(
                                    request,
                                    bodies.read(request, RefreshBody.class).refreshToken());
                    case "id_token" ->
                            idTokens.signIn(request, bodies.read(request, IdTokenBody.class));
                    case "pkce" -> exchange(request, bodies.read(request, PkceBody.class));
                    case "web3" -> wallets.signIn(request, bodies.read(request, Web3Body.class));
                    default -> throw AuthError.INVALID_CREDENTIALS.refuse("unsupported_grant_type");
                };
        return session.response();
    }

    private IssuedSession exchange(AuthRequest request, PkceBody body) {
        return flows.exchange(request, body.authCode(), body.codeVerifier());
    }

    private IssuedSession password(AuthRequest request, PasswordBody body) {
        var external = request.settings().external();
        if (!body.email().isEmpty() && !body.phone().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Only an email address or phone number should be provided on login.");
        }
        if (request.settings().beyond().usernames()
                && body.phone().isEmpty()
                && !body.name().isEmpty()) {
            return signIn.byUsername(request, body.name(), body.password());
        }
        if (!body.email().isEmpty()) {
            if (!external.email()) {
                throw AuthError.EMAIL_PROVIDER_DISABLED.refuse(
                        HttpStatus.UNPROCESSABLE_CONTENT, "Email logins are disabled");
            }
            return signIn.byEmail(request, body);
        }
        if (!body.phone().isEmpty()) {
            if (!external.phone()) {
                throw AuthError.PHONE_PROVIDER_DISABLED.refuse(
                        HttpStatus.UNPROCESSABLE_CONTENT, "Phone logins are disabled");
            }
            return signIn.byPhone(request, Identifiers.phone(body.phone()), body.password());
        }
        throw AuthError.VALIDATION_FAILED.refuse("missing email or phone");
    }
}
