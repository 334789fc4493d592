package dev.dupabase.admin.account;

import dev.dupabase.admin.caller.Status;
import dev.dupabase.admin.session.SessionCookies;
import dev.dupabase.admin.session.SignedIn;
import dev.dupabase.platform.access.Caller;
import dev.dupabase.platform.access.Origin;
import dev.dupabase.platform.apidoc.MayRefuse;
import dev.dupabase.platform.apidoc.Needs;
import dev.dupabase.platform.apidoc.Rank;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.secret.Secret;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// Accounts: registering, signing in and out, changing the password (contracts/platform.md §5).
@RestController
@Tag(name = "accounts")
class AccountController {
    private final RegistrationService registration;
    private final SignInService signIn;
    private final PasswordService passwords;
    private final AccountRepository accounts;
    private final SessionCookies cookies;

    AccountController(
            RegistrationService registration,
            SignInService signIn,
            PasswordService passwords,
            AccountRepository accounts,
            SessionCookies cookies) {
        this.registration = registration;
        this.signIn = signIn;
        this.passwords = passwords;
        this.accounts = accounts;
        this.cookies = cookies;
    }

    @Schema(name = "Registration")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record RegisterRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "ann@example.com")
                    @Nullable String email,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "correct horse battery")
                    @Nullable String password,
            @Nullable String displayName,
            @Nullable String inviteCode) {}

    @Schema(name = "SignIn")
    record LoginRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "ann@example.com")
                    @Nullable String email,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "correct horse battery")
                    @Nullable String password) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record PasswordChange(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String currentPassword,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String newPassword) {}

    /// @param token for `Authorization: Bearer`; browsers get a cookie besides
    @Schema(name = "SignedIn")
    record SignedInAccount(String token, Account user) {}

    record PasswordChanged(String message, String token) {}

    @PostMapping("/platform/auth/register")
    @ResponseStatus(HttpStatus.CREATED)
    @MayRefuse(status = 400, code = "invalid_input", text = "a password has at least 8 characters")
    @MayRefuse(status = 400, code = "invite_invalid", text = "this invitation is not good")
    @MayRefuse(status = 403, code = "registration_disabled", text = "registration is disabled")
    @MayRefuse(status = 409, code = "email_taken", text = "this address has an account")
    @Operation(operationId = "register", summary = "Make an account and sign in")
    SignedInAccount register(
            @RequestBody RegisterRequest body, Origin origin, HttpServletResponse response) {
        var wish =
                Registration.of(
                        body.email(), body.password(), body.displayName(), body.inviteCode());
        return answer(registration.register(wish, origin), origin, response);
    }

    @PostMapping("/platform/auth/login")
    @MayRefuse(
            status = 401,
            code = "invalid_credentials",
            text = "the e-mail address or the password is wrong")
    @MayRefuse(
            status = 429,
            code = "login_locked",
            text = "too many wrong passwords: try again in 15 minutes")
    @Operation(operationId = "login", summary = "Sign in")
    SignedInAccount login(
            @RequestBody LoginRequest body, Origin origin, HttpServletResponse response) {
        var password = new Secret(body.password() == null ? "" : body.password());
        var email = EmailAddress.normalise(body.email());
        return answer(signIn.signIn(email, password, origin), origin, response);
    }

    @PostMapping("/platform/auth/logout")
    @Operation(operationId = "logout", summary = "End the session of the caller")
    Status logout(Caller caller, HttpServletResponse response) {
        signIn.signOut(caller);
        cookies.clear(caller.origin().secure(), response);
        return new Status("logged_out");
    }

    @GetMapping("/platform/auth/me")
    @Operation(operationId = "getMe", summary = "The account of the caller")
    Account me(Caller caller) {
        return accounts.find(caller.id())
                .orElseThrow(() -> new ApiException(CommonError.NOT_FOUND, "the account is gone"));
    }

    @PutMapping("/platform/auth/password")
    @Needs(value = Rank.ACCOUNT, password = true)
    @Operation(
            operationId = "changePassword",
            summary = "Change the caller's password; all sessions end and a new one begins")
    PasswordChanged changePassword(
            @RequestBody PasswordChange body, Caller caller, HttpServletResponse response) {
        var session = passwords.change(caller, body.currentPassword(), body.newPassword());
        cookies.set(session, caller.origin().secure(), response);
        return new PasswordChanged("password changed", session.token());
    }

    private SignedInAccount answer(
            SignInService.AccountAndSession signedIn, Origin origin, HttpServletResponse response) {
        SignedIn session = signedIn.session();
        cookies.set(session, origin.secure(), response);
        return new SignedInAccount(session.token(), signedIn.account());
    }
}
