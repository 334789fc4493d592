package dev.dupabase.auth.oauth;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.Redirects;
import dev.dupabase.auth.session.TokenResponse;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.error.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where providers send users back to. Whatever comes of it, the browser is sent on.
@RestController
class CallbackController {
    private static final String PATH = "/auth/v1/callback";

    private static final Set<String> DENIALS =
            Set.of(
                    AuthError.SIGNUP_DISABLED.code(),
                    AuthError.USER_BANNED.code(),
                    AuthError.PROVIDER_EMAIL_NEEDS_VERIFICATION.code());

    private final OAuthReturn returns;

    CallbackController(OAuthReturn returns) {
        this.returns = returns;
    }

    @GetMapping(PATH)
    ResponseEntity<Void> get(AuthRequest request) {
        return receive(request);
    }

    /// Apple posts a form.
    @PostMapping(PATH)
    ResponseEntity<Void> post(AuthRequest request) {
        return receive(request);
    }

    private ResponseEntity<Void> receive(AuthRequest request) {
        OAuthFlow flow;
        try {
            flow = claim(request);
        } catch (ApiException refusal) {
            return Redirects.to(
                    HttpStatus.SEE_OTHER,
                    request.siteUrl(),
                    Redirects.told(error(refusal), refusal),
                    Map.of());
        }
        var target = target(request, flow);
        var denied = request.value("error");
        if (denied.isPresent()) {
            var told = new LinkedHashMap<String, String>();
            told.put("error", denied.get());
            told.put("error_description", request.value("error_description").orElse(""));
            return refused(target, told);
        }
        try {
            return switch (returns.finish(request.returningTo(target), flow)) {
                case OAuthReturn.Outcome.Tokens(var session) -> signedIn(target, session.body());
                case OAuthReturn.Outcome.Code(var code) ->
                        Redirects.to(HttpStatus.FOUND, target, Map.of("code", code), Map.of());
            };
        } catch (ApiException refusal) {
            return refused(target, Redirects.told(error(refusal), refusal));
        }
    }

    private OAuthFlow claim(AuthRequest request) {
        var state =
                request.value("state")
                        .orElseThrow(() ->
                                AuthError.BAD_OAUTH_CALLBACK.refuse(
                                        "OAuth state parameter missing"));
        var id =
                Uuids.parse(state)
                        .orElseThrow(() ->
                                AuthError.BAD_OAUTH_STATE.refuse(
                                        "OAuth state parameter is invalid"));
        return returns.claim(request, id);
    }

    /// Looks at the allow-list again: it may have changed since.
    private static String target(AuthRequest request, OAuthFlow flow) {
        return request.settings()
                .federation()
                .finalRedirect()
                .orElse(request.mayReturnTo(flow.target()) ? flow.target() : request.siteUrl());
    }

    private static ResponseEntity<Void> refused(String target, Map<String, String> told) {
        var fragment = new LinkedHashMap<>(told);
        fragment.put("sb", "");
        return Redirects.to(HttpStatus.FOUND, target, told, fragment);
    }

    private static ResponseEntity<Void> signedIn(String target, TokenResponse tokens) {
        var fragment = new LinkedHashMap<String, String>();
        fragment.put("access_token", tokens.accessToken());
        fragment.put("expires_at", Long.toString(tokens.expiresAt()));
        fragment.put("expires_in", Long.toString(tokens.expiresIn()));
        fragment.put("refresh_token", tokens.refreshToken());
        fragment.put("sb", "");
        fragment.put("token_type", tokens.tokenType());
        if (tokens.providerToken() != null) {
            fragment.put("provider_token", tokens.providerToken());
        }
        if (tokens.providerRefreshToken() != null) {
            fragment.put("provider_refresh_token", tokens.providerRefreshToken());
        }
        return Redirects.to(HttpStatus.FOUND, target, Map.of(), fragment);
    }

    private static String error(ApiException refusal) {
        if (DENIALS.contains(refusal.code().code())) {
            return "access_denied";
        }
        return switch (refusal.code().status().value()) {
            case 400 -> "invalid_request";
            case 401 -> "unauthorized_client";
            case 403 -> "access_denied";
            case 503 -> "temporarily_unavailable";
            default -> "server_error";
        };
    }
}
