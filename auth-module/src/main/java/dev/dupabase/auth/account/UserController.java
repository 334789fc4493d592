package dev.dupabase.auth.account;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AddressLimits;
import dev.dupabase.auth.request.AddressLimits.Bucket;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.request.JsonBody;
import dev.dupabase.auth.session.Caller;
import dev.dupabase.auth.user.UserBody;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// The signed-in user, shown and changed.
@RestController
class UserController {
    private final AccountService service;
    private final AddressLimits limits;

    UserController(AccountService service, AddressLimits limits) {
        this.service = service;
        this.limits = limits;
    }

    @GetMapping("/auth/v1/user")
    UserBody show(AuthRequest request, Caller caller) {
        requireAudience(request, caller);
        return UserBody.of(caller.user());
    }

    @PutMapping("/auth/v1/user")
    UserBody update(AuthRequest request, Caller caller, @JsonBody UpdateBody body) {
        limits.take(request, Bucket.USER);
        requireAudience(request, caller);
        return UserBody.of(service.update(request, caller, body));
    }

    private static void requireAudience(AuthRequest request, Caller caller) {
        var token = caller.claims().text("aud").orElse("");
        if (!request.header("X-JWT-AUD").orElse(token).equals(token)) {
            throw AuthError.UNEXPECTED_AUDIENCE.refuse(
                    "Token audience doesn't match request audience");
        }
    }
}
