package dev.dupabase.auth.signup;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Signs users up, in the order of checks of contracts/auth.md §1.5.
@RestController
class SignUpController {
    private static final Set<String> CHANNELS = Set.of("", "sms");

    private final SignUpService service;
    private final AddressLimits limits;

    SignUpController(SignUpService service, AddressLimits limits) {
        this.service = service;
        this.limits = limits;
    }

    @PostMapping("/auth/v1/signup")
    ResponseEntity<?> signUp(AuthRequest request, @JsonBody SignUpBody body) {
        var anonymous = body.email().isEmpty() && body.phone().isEmpty();
        limits.take(request, anonymous ? Bucket.ANONYMOUS : Bucket.SIGNUP);
        if (request.settings().disableSignup()) {
            throw AuthError.SIGNUP_DISABLED.refuse("Signups not allowed for this instance");
        }
        if (anonymous) {
            return anonymously(request, body);
        }
        requireWellFormed(request, body);
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
            refusePhone(request, body);
        }
        if (!external.email()) {
            throw AuthError.EMAIL_PROVIDER_DISABLED.refuse("Email signups are disabled");
        }
    }

    private static void refusePhone(AuthRequest request, SignUpBody body) {
        if (!body.codeChallenge().isEmpty()) {
            throw AuthError.VALIDATION_FAILED.refuse("PKCE not supported for phone signups");
        }
        if (!CHANNELS.contains(body.channel())) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Invalid channel, supported values are 'sms' or 'whatsapp'. 'whatsapp' is only"
                            + " supported if Twilio or Twilio Verify is used as the provider.");
        }
        if (!request.settings().external().phone()) {
            throw AuthError.PHONE_PROVIDER_DISABLED.refuse("Phone signups are disabled");
        }
        throw AuthError.UNEXPECTED_FAILURE.refuse(
                HttpStatus.INTERNAL_SERVER_ERROR, "Unable to get SMS provider");
    }
}
