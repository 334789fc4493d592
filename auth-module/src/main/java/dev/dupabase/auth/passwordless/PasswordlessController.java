package dev.dupabase.auth.passwordless;

import dev.dupabase.auth.captcha.Captcha;
import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.passwordless.PasswordlessService.CreateUser;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.sms.Channel;
import dev.dupabase.auth.user.Identifiers;
import dev.dupabase.platform.error.ApiException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Requests for codes and links (contracts/auth.md §1.7). They all answer with an empty object, or
/// with the id of a text message.
@RestController
class PasswordlessController {
    private static final Map<String, String> DONE = Map.of();

    private final PasswordlessService service;
    private final PhoneCodes phones;
    private final Captcha captcha;
    private final AddressLimits limits;

    PasswordlessController(
            PasswordlessService service, PhoneCodes phones, Captcha captcha, AddressLimits limits) {
        this.service = service;
        this.phones = phones;
        this.captcha = captcha;
        this.limits = limits;
    }

    @PostMapping("/auth/v1/otp")
    Map<String, String> otp(AuthRequest request, @JsonBody CodeBody body) {
        limits.take(request, Bucket.OTP);
        captcha.require(request);
        if (!body.email().isEmpty() && !body.phone().isEmpty()) {
            throw invalid("Only an email address or phone number should be provided");
        }
        if (!body.email().isEmpty() && !body.channel().isEmpty()) {
            throw invalid("Channel should only be specified with Phone OTP");
        }
        var challenge = body.challenge();
        if (!body.phone().isEmpty()) {
            requirePhones(request);
            return phones.signIn(
                    request,
                    Identifiers.phone(body.phone()),
                    body.data(),
                    createUser(body),
                    Channel.of(request, body.channel()));
        }
        if (body.email().isEmpty()) {
            throw invalid("One of email or phone must be set");
        }
        requireLinks(request);
        service.magicLink(
                request, Identifiers.email(body.email()), body.data(), createUser(body), challenge);
        return DONE;
    }

    @PostMapping("/auth/v1/magiclink")
    Map<String, String> magicLink(AuthRequest request, @JsonBody CodeBody body) {
        limits.take(request, Bucket.MAGIC_LINK);
        captcha.require(request);
        requireLinks(request);
        if (body.email().isEmpty()) {
            throw withoutEmail();
        }
        service.magicLink(
                request,
                Identifiers.email(body.email()),
                body.data(),
                CreateUser.YES,
                body.challenge());
        return DONE;
    }

    @PostMapping("/auth/v1/recover")
    Map<String, String> recover(AuthRequest request, @JsonBody CodeBody body) {
        limits.take(request, Bucket.RECOVER);
        captcha.require(request);
        if (!request.settings().external().email()) {
            throw AuthError.EMAIL_PROVIDER_DISABLED.refuse("Email logins are disabled");
        }
        if (body.email().isEmpty()) {
            throw withoutEmail();
        }
        service.recover(request, Identifiers.email(body.email()), body.challenge());
        return DONE;
    }

    @PostMapping("/auth/v1/resend")
    Map<String, String> resend(AuthRequest request, @JsonBody CodeBody body) {
        limits.take(request, Bucket.RESEND);
        captcha.require(request);
        switch (body.type()) {
            case "signup", "email_change" -> {
                if (body.email().isEmpty()) {
                    throw invalid(
                            body.phone().isEmpty()
                                    ? "Missing email address or phone number"
                                    : "Type provided requires an email address");
                }
                resendMail(request, body.type(), Identifiers.email(body.email()));
            }
            case "sms", "phone_change" -> {
                if (body.phone().isEmpty()) {
                    throw invalid(
                            body.email().isEmpty()
                                    ? "Missing email address or phone number"
                                    : "Type provided requires a phone number");
                }
                requirePhones(request);
                var phone = Identifiers.phone(body.phone());
                return body.type().equals("sms")
                        ? phones.resendConfirmation(request, phone)
                        : phones.resendChange(request, phone);
            }
            default ->
                    throw invalid(
                            "Missing one of these types: signup, email_change, sms, phone_change");
        }
        return DONE;
    }

    private void resendMail(AuthRequest request, String type, String email) {
        if (!request.settings().external().email()) {
            throw AuthError.EMAIL_PROVIDER_DISABLED.refuse("Email logins are disabled");
        }
        if (type.equals("signup")) {
            service.resendConfirmation(request, email);
        } else {
            service.resendEmailChange(request, email);
        }
    }

    @GetMapping("/auth/v1/reauthenticate")
    Map<String, String> reauthenticate(AuthRequest request, Caller caller) {
        if (caller.user().email().isEmpty() && !caller.user().phone().isEmpty()) {
            return phones.reauthenticate(request, caller.user());
        }
        service.reauthenticate(request, caller.user());
        return DONE;
    }

    private static void requireLinks(AuthRequest request) {
        if (!request.settings().external().email()) {
            // That nobody can sign up is said first, as for sign-ups.
            throw request.settings().disableSignup()
                    ? AuthError.SIGNUP_DISABLED.refuse("Signups not allowed for this instance")
                    : disabled("Email logins are disabled");
        }
        if (!request.settings().external().magicLink()) {
            throw disabled("Login with magic link is disabled");
        }
    }

    private static CreateUser createUser(CodeBody body) {
        return body.createUser().orElse(true) ? CreateUser.YES : CreateUser.NO;
    }

    private static void requirePhones(AuthRequest request) {
        if (!request.settings().external().phone()) {
            throw AuthError.PHONE_PROVIDER_DISABLED.refuse(
                    HttpStatus.UNPROCESSABLE_CONTENT, "Unsupported phone provider");
        }
    }

    private static ApiException disabled(String message) {
        return AuthError.EMAIL_PROVIDER_DISABLED.refuse(HttpStatus.UNPROCESSABLE_CONTENT, message);
    }

    private static ApiException withoutEmail() {
        return AuthError.VALIDATION_FAILED.refuse(
                HttpStatus.UNPROCESSABLE_CONTENT, "Password recovery requires an email");
    }

    private static ApiException invalid(String message) {
        return AuthError.VALIDATION_FAILED.refuse(message);
    }
}
