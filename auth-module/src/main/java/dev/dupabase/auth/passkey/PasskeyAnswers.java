package dev.dupabase.auth.passkey;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.passkey.CeremonyRepository.Purpose;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.auth.webauthn.Ceremony;
import dev.dupabase.auth.webauthn.CeremonyFault;
import dev.dupabase.auth.webauthn.CredentialResponse;
import dev.dupabase.platform.database.InternalRole;
import dev.dupabase.platform.database.ProjectDatabase;
import dev.dupabase.platform.error.ApiException;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Finds the challenge that an answer belongs to. A challenge is used up by its first answer, be
/// that right or wrong.
@Component
class PasskeyAnswers {
    private final ProjectDatabase database;
    private final CeremonyRepository ceremonies;
    private final Clock clock;

    PasskeyAnswers(ProjectDatabase database, CeremonyRepository ceremonies, Clock clock) {
        this.database = database;
        this.ceremonies = ceremonies;
        this.clock = clock;
    }

    /// @throws ApiException if there is nothing to be judged
    static CredentialResponse response(PasskeyForms.Answer answer) {
        if (answer.challengeId().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("challenge_id is required");
        }
        return answer.credential()
                .filter(JsonNode::isObject)
                .map(CredentialResponse::new)
                .orElseThrow(() -> AuthError.VALIDATION_FAILED.refuse("credential is required"));
    }

    /// @param userId null where it is not known yet who answers
    Ceremony take(@Nullable UUID userId, Purpose purpose, PasskeyForms.Answer answer) {
        var id =
                Uuids.parse(answer.challengeId())
                        .orElseThrow(() ->
                                AuthError.VALIDATION_FAILED.refuse(
                                        "challenge_id must be a valid UUID"));
        var taken =
                database.asRole(InternalRole.AUTH, () -> ceremonies.take(userId, purpose, id))
                        .orElseThrow(() ->
                                AuthError.WEBAUTHN_CHALLENGE_NOT_FOUND.refuse(
                                        "Challenge not found or already used"));
        if (clock.instant().isAfter(taken.expiresAt())) {
            throw AuthError.WEBAUTHN_CHALLENGE_EXPIRED.refuse("Challenge has expired");
        }
        return taken.ceremony();
    }

    static ApiException refusal(CeremonyFault fault) {
        return switch (fault.kind()) {
            case MALFORMED ->
                    AuthError.WEBAUTHN_VERIFICATION_FAILED.refuse("Invalid credential response");
            case UNTRUE -> untrue();
        };
    }

    static ApiException untrue() {
        return AuthError.WEBAUTHN_VERIFICATION_FAILED.refuse("Credential verification failed");
    }
}
