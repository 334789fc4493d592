package dev.dupabase.auth.transfer;

/// What a file has at one place.
sealed interface Entry {
    record Good(ImportedUser user) implements Entry {}

    /// @param reason why it is left out
    record Bad(String reason) implements Entry {}
}
