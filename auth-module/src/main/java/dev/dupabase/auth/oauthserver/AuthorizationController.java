package dev.dupabase.auth.oauthserver;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.oauthclient.OAuthClient;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.request.Redirects;
import dev.dupabase.auth.session.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A client's request, from its arrival to the user's answer.
@RestController
class AuthorizationController {
    private static final String ONE = "/auth/v1/oauth/authorizations/{id}";

    /// A client as users see it.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClientCard(
            String id, @Nullable String name, @Nullable String uri, @Nullable String logoUri) {
        static ClientCard of(OAuthClient client) {
            return new ClientCard(
                    client.id().toString(),
                    client.name().orElse(null),
                    client.uri().orElse(null),
                    client.logoUri().orElse(null));
        }
    }

    record Asked(String id, String email) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Details(
            String authorizationId,
            String redirectUri,
            ClientCard client,
            Asked user,
            String scope) {}

    record AnswerBody(String action) {}

    private final AuthorizationRequests requests;
    private final Consents consents;

    AuthorizationController(AuthorizationRequests requests, Consents consents) {
        this.requests = requests;
        this.consents = consents;
    }

    @GetMapping("/auth/v1/oauth/authorize")
    ResponseEntity<Void> receive(AuthRequest request) {
        var answer = requests.receive(request);
        return Redirects.to(HttpStatus.FOUND, answer.target(), answer.values(), Map.of());
    }

    @GetMapping(ONE)
    Object show(AuthRequest request, Caller caller, @PathVariable String id) {
        requireOrigin(request);
        return switch (consents.open(caller, id)) {
            case Consents.Shown.Answered(var url) -> Map.of("redirect_url", url);
            case Consents.Shown.Question(var authorization, var client) ->
                    new Details(
                            authorization.publicId(),
                            authorization.redirectUri(),
                            ClientCard.of(client),
                            new Asked(caller.user().id().toString(), caller.user().email()),
                            authorization.scope());
        };
    }

    @PostMapping(ONE + "/consent")
    Map<String, String> answer(
            AuthRequest request,
            Caller caller,
            @PathVariable String id,
            @JsonBody AnswerBody body) {
        requireOrigin(request);
        var approves =
                switch (body.action()) {
                    case "approve" -> true;
                    case "deny" -> false;
                    default ->
                            throw AuthError.VALIDATION_FAILED.refuse(
                                    "action must be 'approve' or 'deny'");
                };
        return Map.of("redirect_url", consents.answer(request, caller, id, approves));
    }

    private static void requireOrigin(AuthRequest request) {
        if (request.header("Origin").filter(origin -> !request.mayReturnTo(origin)).isPresent()) {
            throw AuthError.VALIDATION_FAILED.refuse("unauthorized request origin");
        }
    }
}
