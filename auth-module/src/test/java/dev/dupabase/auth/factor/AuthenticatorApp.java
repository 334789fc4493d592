package dev.dupabase.auth.factor;

import java.time.Instant;

/// An authenticator app with one secret. It gives each code once, as apps seem to do to a user who
/// types slowly: later ones are of the next steps, which are still within the drift.
final class AuthenticatorApp {
    private static final int STEP_SECONDS = 30;

    private final String secret;
    private long given;

    AuthenticatorApp(String secret) {
        this.secret = secret;
    }

    /// At most two within one step: the one before, and the one of now or after.
    String code() {
        long now = Instant.now().getEpochSecond() / STEP_SECONDS;
        given = Math.max(given + 1, now);
        return Totp.code(secret, given);
    }

    /// The code of now, given before or not.
    String codeOfNow() {
        return Totp.code(secret, Instant.now().getEpochSecond() / STEP_SECONDS);
    }

    /// A code that is not right now, nor about now.
    String wrongCode() {
        return Totp.code(secret, 1);
    }
}
