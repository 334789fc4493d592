package dev.dupabase.auth.recovery;

import dev.dupabase.auth.recovery.RecoveryCodes.Made;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.TokenResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// A user's own recovery codes.
@RestController
class RecoveryCodeController {
    private static final String ALL = "/auth/v1/factors/recovery-codes";

    private final RecoveryCodes codes;
    private final RecoverySignIn signIn;
    private final AddressLimits limits;

    RecoveryCodeController(RecoveryCodes codes, RecoverySignIn signIn, AddressLimits limits) {
        this.codes = codes;
        this.signIn = signIn;
        this.limits = limits;
    }

    record GenerateForm(String friendlyName) {}

    record VerifyForm(String code) {}

    record Removed(UUID id) {}

    record Status(UUID id, String type, int total, int remaining) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Shown(UUID id, String type, String friendlyName, int total, List<String> codes) {
        static Shown of(Made made) {
            return new Shown(
                    made.id(), RecoveryCodes.TYPE, made.name(), made.codes().size(), made.codes());
        }
    }

    @GetMapping(ALL)
    Status status(Caller caller) {
        var set = codes.status(holder(caller));
        return new Status(set.factorId(), RecoveryCodes.TYPE, set.total(), set.remaining());
    }

    @PostMapping(ALL)
    Shown generate(
            AuthRequest request, Caller caller, @JsonBody(optional = true) GenerateForm form) {
        return Shown.of(codes.generate(request, holder(caller), form.friendlyName()));
    }

    @PostMapping(ALL + "/regenerate")
    Shown regenerate(AuthRequest request, Caller caller) {
        return Shown.of(codes.regenerate(request, holder(caller)));
    }

    @DeleteMapping(ALL)
    Removed remove(AuthRequest request, Caller caller) {
        return new Removed(codes.remove(request, holder(caller)));
    }

    @PostMapping(ALL + "/verify")
    ResponseEntity<TokenResponse> verify(
            AuthRequest request, Caller caller, @JsonBody VerifyForm form) {
        limits.take(request, Bucket.FACTOR);
        return signIn.verify(request, holder(caller), form.code()).response();
    }

    private static Caller holder(Caller caller) {
        caller.identified().session();
        return caller;
    }
}
