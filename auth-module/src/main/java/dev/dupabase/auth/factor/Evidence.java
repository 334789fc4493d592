package dev.dupabase.auth.factor;

import dev.dupabase.auth.webauthn.Credential;
import org.jspecify.annotations.Nullable;

/// What an answer to a challenge was found to be worth.
///
/// @param failure what it is refused with; null: it is good
/// @param step of a TOTP code; else 0
/// @param credential of WebAuthn as it is to be stored now; null for others
record Evidence(@Nullable String failure, long step, @Nullable Credential credential) {
    static Evidence bad(String failure) {
        return new Evidence(failure, 0, null);
    }

    static Evidence good() {
        return new Evidence(null, 0, null);
    }

    static Evidence ofStep(long step) {
        return new Evidence(null, step, null);
    }

    static Evidence of(Credential credential) {
        return new Evidence(null, 0, credential);
    }

    boolean isGood() {
        return failure == null;
    }
}
