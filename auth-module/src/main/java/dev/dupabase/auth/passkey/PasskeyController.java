package dev.dupabase.auth.passkey;

import dev.dupabase.auth.captcha.Captcha;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.session.TokenResponse;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.error.ApiException;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Passkeys over HTTP; nothing of it is there unless the project switches them on.
@RestController
class PasskeyController {
    private static final String ALL = "/auth/v1/passkeys";
    private static final String ONE = ALL + "/{id}";

    private final PasskeyRegistration registration;
    private final PasskeySignIn signIn;
    private final Captcha captcha;
    private final AddressLimits limits;

    PasskeyController(
            PasskeyRegistration registration,
            PasskeySignIn signIn,
            Captcha captcha,
            AddressLimits limits) {
        this.registration = registration;
        this.signIn = signIn;
        this.captcha = captcha;
        this.limits = limits;
    }

    /// Runs before each of the methods below.
    @ModelAttribute
    void requireEnabled(AuthRequest request) {
        if (!request.settings().passkeys().enabled()) {
            throw AuthError.PASSKEY_DISABLED.refuse("Passkeys are disabled");
        }
    }

    @PostMapping(ALL + "/authentication/options")
    PasskeyForms.Challenge signInOptions(AuthRequest request) {
        limits.take(request, Bucket.PASSKEY);
        captcha.require(request);
        return signIn.begin(request);
    }

    @PostMapping(ALL + "/authentication/verify")
    ResponseEntity<TokenResponse> signIn(
            AuthRequest request, @JsonBody PasskeyForms.Answer answer) {
        limits.take(request, Bucket.PASSKEY);
        return signIn.finish(request, answer).response();
    }

    @PostMapping(ALL + "/registration/options")
    PasskeyForms.Challenge registrationOptions(AuthRequest request, Caller caller) {
        return registration.begin(request, caller.identified());
    }

    @PostMapping(ALL + "/registration/verify")
    Passkey register(AuthRequest request, Caller caller, @JsonBody PasskeyForms.Answer answer) {
        return registration.finish(request, caller.identified(), answer);
    }

    @GetMapping(ALL)
    List<Passkey> list(Caller caller) {
        return registration.list(caller);
    }

    @PatchMapping(ONE)
    Passkey rename(
            AuthRequest request,
            Caller caller,
            @PathVariable("id") String id,
            @JsonBody PasskeyForms.Name form) {
        return registration.rename(request, caller, passkeyId(id), form.friendlyName());
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(AuthRequest request, Caller caller, @PathVariable("id") String id) {
        registration.delete(request, caller, passkeyId(id));
    }

    static UUID passkeyId(String text) {
        return Uuids.parse(text).orElseThrow(PasskeyController::notFound);
    }

    static ApiException notFound() {
        return AuthError.VALIDATION_FAILED.refuse(HttpStatus.NOT_FOUND, "Passkey not found");
    }
}
