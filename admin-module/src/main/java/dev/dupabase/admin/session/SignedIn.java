package dev.dupabase.admin.session;

import java.time.Duration;
import java.util.UUID;

/// A session that has begun.
///
/// @param token the caller's proof of it
public record SignedIn(UUID session, String token, Duration lifetime) {
    @Override
    public String toString() {
        return "SignedIn[" + session + "]";
    }
}
