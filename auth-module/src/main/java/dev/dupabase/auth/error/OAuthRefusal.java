package dev.dupabase.auth.error;

import dev.dupabase.platform.error.ApiException;
import org.springframework.http.HttpStatus;

/// A refusal in OAuth's words (RFC 6749 §5.2): status 400 and its own body, whatever the API
/// version.
public final class OAuthRefusal extends ApiException {
    private static final long serialVersionUID = 1L;

    private final String error;

    public OAuthRefusal(String error, String description) {
        super(AuthError.UNKNOWN.as(HttpStatus.BAD_REQUEST), description);
        this.error = error;
    }

    public String error() {
        return error;
    }
}
