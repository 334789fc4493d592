package dev.dupabase.auth.signup;

import dev.dupabase.auth.captcha.Captcha;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.sms.Channel;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Signs users up, in the order of checks of contracts/auth.md §1.5.
@RestController
class SignUpController {
    private final SignUpService service;
    private final PhoneSignUp phone;
    private final Captcha captcha;
    private final AddressLimits limits;

    SignUpController(
            SignUpService service, PhoneSignUp phone, Captcha captcha, AddressLimits limits) {
        this.service = service;
        this.phone = phone;
        this.captcha = captcha;
        this.limits = limits;
    }

    @PostMapping("/auth/v1/signup")
    ResponseEntity<?> signUp(AuthRequest request, @JsonBody SignUpBody body) {
        captcha.require(request);
        var anonymous = body.email().isEmpty() && body.phone().isEmpty();
        limits.take(request, anonymous ? Bucket.ANONYMOUS : Bucket.SIGNUP);
        if (request.settings().disableSignup()) {
            throw AuthError.SIGNUP_DISABLED.refuse("Signups not allowed for this instance");
        }
        if (anonymous) {
            return anonymously(request, body);
        }
        requireWellFormed(request, body);
        if (!body.phone().isEmpty()) {
            return switch (phone.signUp(request, body, channel(request, body))) {
                case PhoneSignUp.Outcome.SignedIn(var session) -> session.response();
                case PhoneSignUp.Outcome.ToConfirm(var user, var texts) -> ResponseEntity.ok(user);
            };
        }
        return switch (service.byEmail(request, body)) {
            case SignUpService.Outcome.SignedIn(var session) -> session.response();
            case SignUpService.Outcome.ToConfirm(var user, var mail) -> ResponseEntity.ok(user);
        };
    }

    private ResponseEntity<?> anonymously(AuthRequest request, SignUpBody body) {
        if (!request.settings().external().anonymousUsers()) {
            throw AuthError.ANONYMOUS_PROVIDER_DISABLED.refuse("Anonymous sign-ins are disabled");
        }
        return service.anonymously(request, body).response();
    }

    private static void requireWellFormed(AuthRequest request, SignUpBody body) {
        var external = request.settings().external();
        if (body.password().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("Signup requires a valid password");
        }
        if (!body.email().isEmpty() && !body.phone().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Only an email address or phone number should be provided on signup.");
        }
        if (!body.phone().isEmpty()) {
            return;
        }
        if (!external.email()) {
            throw AuthError.EMAIL_PROVIDER_DISABLED.refuse("Email signups are disabled");
        }
    }

    private static Channel channel(AuthRequest request, SignUpBody body) {
        if (!body.codeChallenge().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("PKCE not supported for phone signups");
        }
        var channel = Channel.of(request, body.channel());
        if (!request.settings().external().phone()) {
            throw AuthError.PHONE_PROVIDER_DISABLED.refuse("Phone signups are disabled");
        }
        return channel;
    }
}
