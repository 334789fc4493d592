package dev.dupabase.auth.factor;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.factor.FactorReplies.Challenged;
import dev.dupabase.auth.factor.FactorReplies.Enrolled;
import dev.dupabase.auth.factor.FactorReplies.Removed;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.TokenResponse;
import dev.dupabase.auth.user.Uuids;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// A user's own second factors.
@RestController
class FactorController {
    private static final String ONE = "/auth/v1/factors/{factor}";

    private final FactorEnrolment enrolment;
    private final FactorChallenges challenges;
    private final FactorVerification verification;
    private final FactorRemoval removal;
    private final AddressLimits limits;

    FactorController(
            FactorEnrolment enrolment,
            FactorChallenges challenges,
            FactorVerification verification,
            FactorRemoval removal,
            AddressLimits limits) {
        this.enrolment = enrolment;
        this.challenges = challenges;
        this.verification = verification;
        this.removal = removal;
        this.limits = limits;
    }

    @PostMapping("/auth/v1/factors")
    Enrolled enrol(AuthRequest request, Caller caller, @JsonBody FactorForms.Enrolment form) {
        return enrolment.enrol(request, holder(caller), form);
    }

    @PostMapping(ONE + "/challenge")
    Challenged challenge(
            AuthRequest request,
            Caller caller,
            @PathVariable("factor") String factor,
            @JsonBody(optional = true) FactorForms.Challenge form) {
        limits.take(request, Bucket.FACTOR);
        return challenges.challenge(request, holder(caller), factorId(factor), form);
    }

    @PostMapping(ONE + "/verify")
    ResponseEntity<TokenResponse> verify(
            AuthRequest request,
            Caller caller,
            @PathVariable("factor") String factor,
            @JsonBody FactorForms.Verification form) {
        limits.take(request, Bucket.FACTOR);
        return verification.verify(request, holder(caller), factorId(factor), form).response();
    }

    @DeleteMapping(ONE)
    Removed remove(AuthRequest request, Caller caller, @PathVariable("factor") String factor) {
        var id = factorId(factor);
        removal.remove(request, holder(caller), id);
        return new Removed(id);
    }

    /// Factors belong to people, and raise sessions.
    private static Caller holder(Caller caller) {
        caller.identified().session();
        return caller;
    }

    private static UUID factorId(String text) {
        return Uuids.parse(text)
                .orElseThrow(() ->
                        AuthError.VALIDATION_FAILED.refuse(
                                HttpStatus.NOT_FOUND, "factor_id must be an UUID"));
    }
}
