package dev.dupabase.auth.verify;

/// What somebody shows who got a mail or a text message: the link's hash, or the digits they read.
sealed interface Proof {
    record Hash(String hash) implements Proof {
        boolean isOfFlow() {
            return hash.startsWith(Code.PKCE);
        }
    }

    /// @param email whose mail it was, lower-case
    record Digits(String email, String digits) implements Proof {}

    /// @param phone whose text message it was, without `+`
    record PhoneDigits(String phone, String digits) implements Proof {}

    /// What the provider of text messages has found right itself.
    record Approved(String phone) implements Proof {}
}
