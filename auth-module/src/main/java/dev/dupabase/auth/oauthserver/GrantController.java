package dev.dupabase.auth.oauthserver;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.oauthserver.AuthorizationController.ClientCard;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.user.Uuids;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What a user has allowed which client, for them to see and take back.
@RestController
class GrantController {
    private static final String PATH = "/auth/v1/user/oauth/grants";

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record GrantBody(ClientCard client, List<String> scopes, Instant grantedAt) {}

    private final Consents consents;

    GrantController(Consents consents) {
        this.consents = consents;
    }

    @GetMapping(PATH)
    List<GrantBody> list(Caller caller) {
        return consents.list(caller).stream()
                .map(grant ->
                        new GrantBody(
                                ClientCard.of(grant.client()), grant.scopes(), grant.grantedAt()))
                .toList();
    }

    @DeleteMapping(PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(AuthRequest request, Caller caller) {
        var given =
                request.query()
                        .first("client_id")
                        .orElseThrow(() ->
                                AuthError.VALIDATION_FAILED.refuse(
                                        "client_id query parameter is required"));
        var id =
                Uuids.parse(given)
                        .orElseThrow(() ->
                                AuthError.VALIDATION_FAILED.refuse(
                                        "client_id must be a valid UUID"));
        consents.revoke(request, caller, id);
    }
}
