package dev.dupabase.auth.oauth;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.session.Caller;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Sends users to a provider: to sign in, or to link what they have there.
@RestController
class StartController {
    private final OAuthStart start;

    StartController(OAuthStart start) {
        this.start = start;
    }

    @GetMapping("/auth/v1/authorize")
    ResponseEntity<?> authorize(AuthRequest request) {
        return sent(start.begin(request, null));
    }

    @GetMapping("/auth/v1/user/identities/authorize")
    ResponseEntity<?> link(AuthRequest request, Caller caller) {
        if (!request.settings().security().manualLinking()) {
            throw AuthError.MANUAL_LINKING_DISABLED.refuse("Manual linking is disabled");
        }
        var url = start.begin(request, caller.user().id());
        return request.value("skip_http_redirect").filter("true"::equals).isPresent()
                ? ResponseEntity.ok(Map.of("url", url))
                : sent(url);
    }

    private static ResponseEntity<?> sent(String url) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header("Location", url)
                .header("Cache-Control", "no-store")
                .build();
    }
}
