package dev.dupabase.auth.webauthn;

/// What an authenticator said when it signed.
///
/// @param signCount how often it has, all told; 0: it does not count
/// @param backedUp whether its key exists on other devices too
public record Assertion(long signCount, boolean backedUp) {
    /// Whether the count went backwards, as it does when a clone of the authenticator is about.
    public boolean isBehind(long stored) {
        return (signCount > 0 || stored > 0) && signCount <= stored;
    }
}
