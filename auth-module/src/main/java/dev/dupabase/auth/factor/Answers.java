package dev.dupabase.auth.factor;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.verify.Code;
import dev.dupabase.auth.webauthn.Ceremonies;
import dev.dupabase.auth.webauthn.Ceremony;
import dev.dupabase.auth.webauthn.CeremonyFault;
import dev.dupabase.auth.webauthn.Credential;
import dev.dupabase.auth.webauthn.CredentialResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Judges answers to challenges, without a connection in hand: signatures take their time.
@Component
class Answers {
    static final String WRONG_TOTP = "Invalid TOTP code entered";
    private static final String WRONG_PHONE_CODE = "Invalid MFA Phone code entered";
    private static final String WRONG_CREDENTIAL = "Invalid WebAuthn credential";
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final Ceremonies ceremonies;
    private final Clock clock;

    Answers(Ceremonies ceremonies, Clock clock) {
        this.ceremonies = ceremonies;
        this.clock = clock;
    }

    /// Refuses what cannot be an answer at all.
    void requireForm(StoredFactor factor, FactorForms.Verification form) {
        if (factor.type() != FactorType.WEBAUTHN) {
            if (form.code().isEmpty()) {
                throw AuthError.VALIDATION_FAILED.refuse("Code needs to be non-empty");
            }
            return;
        }
        if (form.webauthn().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("WebAuthn config required");
        }
        var type = form.webauthn().get().type();
        if (!type.equals("create") && !type.equals("request")) {
            throw AuthError.VALIDATION_FAILED.refuse("WebAuthn type must be create or request");
        }
        if (form.webauthn().get().credentialResponse().filter(JsonNode::isObject).isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("credential_response required");
        }
    }

    Evidence judge(
            AuthRequest request,
            StoredFactor factor,
            ChallengeRepository.Stored challenge,
            FactorForms.Verification form) {
        return switch (factor.type()) {
            case TOTP -> {
                var step = Totp.step(factor.secret(), form.code(), clock.instant());
                yield step.isPresent()
                        ? Evidence.ofStep(step.getAsLong())
                        : Evidence.bad(WRONG_TOTP);
            }
            case PHONE -> {
                var hash = Code.hash(factor.phone(), form.code());
                var stored = challenge.codeHash() == null ? "" : challenge.codeHash();
                yield isSame(hash, stored) ? Evidence.good() : Evidence.bad(WRONG_PHONE_CODE);
            }
            case WEBAUTHN -> ofCredential(request, factor, challenge, form);
        };
    }

    /// Which ceremony it is, the factor says and not the client: else a new credential could take
    /// the place of one that is verified.
    private Evidence ofCredential(
            AuthRequest request,
            StoredFactor factor,
            ChallengeRepository.Stored challenge,
            FactorForms.Verification form) {
        var webauthn = form.webauthn().orElseThrow();
        var expected = factor.credential() == null ? "create" : "request";
        if (challenge.ceremony() == null || !webauthn.type().equals(expected)) {
            return Evidence.bad(WRONG_CREDENTIAL);
        }
        var ceremony = Ceremony.ofJson(challenge.ceremony());
        var response = new CredentialResponse(webauthn.credentialResponse().orElseThrow());
        try {
            if (factor.credential() == null) {
                return Evidence.of(ceremonies.made(ceremony, response));
            }
            var known = Credential.ofJson(factor.credential());
            if (!MessageDigest.isEqual(known.handle().bytes(), response.id())) {
                return Evidence.bad(WRONG_CREDENTIAL);
            }
            var assertion = ceremonies.signed(ceremony, known, response);
            if (assertion.isBehind(known.signCount())) {
                LOG.warn(
                        "project {}: the signature count of factor {} went backwards",
                        request.project().ref(),
                        factor.id());
                if (request.settings().passkeys().refuseBackwardCount()) {
                    return Evidence.bad(WRONG_CREDENTIAL);
                }
            }
            return Evidence.of(known.used(assertion));
        } catch (CeremonyFault e) {
            if (e.kind() == CeremonyFault.Kind.MALFORMED) {
                throw AuthError.VALIDATION_FAILED.refuse("Invalid credential_response");
            }
            return Evidence.bad(WRONG_CREDENTIAL);
        }
    }

    private static boolean isSame(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
