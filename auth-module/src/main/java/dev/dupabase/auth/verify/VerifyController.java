package dev.dupabase.auth.verify;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.platform.error.ApiException;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// Takes codes and links (contracts/auth.md §1.8).
@RestController
class VerifyController {
    private static final String PATH = "/auth/v1/verify";

    private final VerifyService service;
    private final AddressLimits limits;

    VerifyController(VerifyService service, AddressLimits limits) {
        this.service = service;
        this.limits = limits;
    }

    /// Programs that look through mails for bad links ask like this: nothing is used up.
    @RequestMapping(path = PATH, method = RequestMethod.HEAD)
    void look() {}

    /// A link in a mail: whatever comes of it, the browser is sent on.
    @GetMapping(PATH)
    ResponseEntity<Void> follow(AuthRequest request) {
        limits.take(request, Bucket.VERIFY);
        var label = request.value("type").orElse("");
        var proof = new Proof.Hash(request.value("token").orElse(""));
        if (label.isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("Verify requires a verification type");
        }
        if (proof.hash().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("Verify requires a token or a token hash");
        }
        var target = request.redirectTarget();
        var purpose = proof.isOfFlow() ? Code.Purpose.FLOW : Code.Purpose.PLAIN;
        try {
            var outcome = service.verify(request, type(label), proof, purpose);
            return switch (outcome) {
                case VerifyService.Outcome.SignedIn(var session, var type) ->
                        Redirection.signedIn(target, session.body(), type.label());
                case VerifyService.Outcome.Coded(var authCode) ->
                        Redirection.coded(target, authCode);
                case VerifyService.Outcome.HalfChanged() -> Redirection.agreed(target, purpose);
                case VerifyService.Outcome.Refused(var refusal) ->
                        Redirection.refused(target, refusal, purpose);
            };
        } catch (ApiException refusal) {
            return Redirection.refused(target, refusal, purpose);
        }
    }

    /// A code that a user typed, or a link's hash that an application passes on.
    @PostMapping(PATH)
    ResponseEntity<?> use(AuthRequest request, @JsonBody VerifyBody body) {
        limits.take(request, Bucket.VERIFY);
        if (body.type().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("Verify requires a verification type");
        }
        if (body.token().isEmpty() == body.tokenHash().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Verify requires either a token or a token hash");
        }
        var proof = body.token().isEmpty() ? hash(body) : digits(body);
        return switch (service.verify(request, type(body.type()), proof, Code.Purpose.PLAIN)) {
            case VerifyService.Outcome.SignedIn(var session, var type) -> session.response();
            case VerifyService.Outcome.HalfChanged() ->
                    ResponseEntity.ok(Map.of("msg", Redirection.AGREED, "code", "200"));
            case VerifyService.Outcome.Refused(var refusal) -> throw refusal;
            case VerifyService.Outcome.Coded coded ->
                    throw new IllegalStateException("a client with a session needs no code");
        };
    }

    private static VerifyType type(String label) {
        return VerifyType.ofLabel(label)
                .orElseThrow(
                        () -> AuthError.VALIDATION_FAILED.refuse("Unsupported verification type"));
    }

    private static void requireThat(boolean holds, String otherwise) {
        if (!holds) {
            throw AuthError.VALIDATION_FAILED.refuse(otherwise);
        }
    }

    private static Proof hash(VerifyBody body) {
        if (!body.email().isEmpty() || !body.phone().isEmpty() || !body.redirectTo().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Only the token_hash and type should be provided");
        }
        return new Proof.Hash(body.tokenHash());
    }

    private static Proof digits(VerifyBody body) {
        if (body.email().isEmpty() == body.phone().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Only an email address or phone number should be provided on verify");
        }
        if (!body.phone().isEmpty()) {
            requireThat(type(body.type()).isByPhone(), "Unsupported verification type");
            return new Proof.PhoneDigits(Identifiers.phone(body.phone()), body.token());
        }
        requireThat(!type(body.type()).isByPhone(), "Invalid email verification type");
        try {
            Identifiers.email(body.email());
        } catch (ApiException e) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT, "Invalid email format");
        }
        return new Proof.Digits(body.email().toLowerCase(Locale.ROOT), body.token());
    }
}
