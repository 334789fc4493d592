package dev.dupabase.platform.access;

import org.jspecify.annotations.Nullable;

/// Asks a signed-in account for its password again, before something that a stolen session should
/// not be enough for. So that it cannot be guessed that way, each account has few tries
/// (contracts/platform.md §4.5).
public interface PasswordConfirmation {
    /// Compares with the password of the caller. Takes a quarter of a second of a processor: call
    /// it outside of any transaction. A wrong password is written to the audit log.
    ///
    /// @param field of the request that holds it
    /// @throws dev.dupabase.platform.error.ApiException 400 if there is none, 401 if it is wrong,
    ///   429 after too many tries
    void require(Caller caller, String field, @Nullable String password);
}
