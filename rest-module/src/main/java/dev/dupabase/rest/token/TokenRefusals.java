package dev.dupabase.rest.token;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.error.RestError;

/// The ways a token is refused, in the words that clients compare (contracts/rest.md §11.3).
final class TokenRefusals {
    private TokenRefusals() {}

    static ApiException empty() {
        return RestError.BAD_TOKEN.because("Empty JWT is sent in Authorization header");
    }

    static ApiException parts(int found) {
        return RestError.BAD_TOKEN.because("Expected 3 parts in JWT; got %d", found);
    }

    static ApiException undecodable() {
        return RestError.BAD_TOKEN.because("JWT couldn't be decoded");
    }

    static ApiException unsecured() {
        return algorithm().details("JWT is unsecured but expected 'alg' was not 'none'");
    }

    static ApiException unsupported() {
        return RestError.BAD_TOKEN.because("Unsupported token type");
    }

    static ApiException algorithm() {
        return RestError.BAD_TOKEN.because("Wrong or unsupported encoding algorithm");
    }

    static ApiException noKey() {
        return RestError.BAD_TOKEN
                .because("No suitable key or wrong key type")
                .details("None of the keys was able to decode the JWT");
    }

    static ApiException noSecret() {
        return RestError.NO_JWT_SECRET.because("Server lacks JWT secret");
    }

    static ApiException anonymous() {
        return RestError.ANONYMOUS_DISABLED.because("Anonymous access is disabled");
    }

    static ApiException unreadableClaims() {
        return RestError.BAD_CLAIMS.because("Parsing claims failed");
    }

    static ApiException notNumber(String claim) {
        return RestError.BAD_CLAIMS.because("The JWT '%s' claim must be a number", claim);
    }

    static ApiException notAudience() {
        return RestError.BAD_CLAIMS.because(
                "The JWT 'aud' claim must be a string or an array of strings");
    }

    static ApiException expired() {
        return RestError.BAD_CLAIMS.because("JWT expired");
    }

    static ApiException notYetValid() {
        return RestError.BAD_CLAIMS.because("JWT not yet valid");
    }

    static ApiException issuedInFuture() {
        return RestError.BAD_CLAIMS.because("JWT issued at future");
    }

    static ApiException otherAudience() {
        return RestError.BAD_CLAIMS.because("JWT not in audience");
    }
}
