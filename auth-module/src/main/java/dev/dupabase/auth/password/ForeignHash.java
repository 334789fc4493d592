package dev.dupabase.auth.password;

import java.util.Base64;
import java.util.Optional;

/// A password's hash that another server made in a form other than bcrypt.
sealed interface ForeignHash permits Argon2Hash, FirebaseHash {
    /// Bytes as they were written, which is known to be base64.
    record Bytes(String base64) {
        public Bytes {
            base64 = Base64.getEncoder().encodeToString(Base64.getDecoder().decode(base64));
        }

        byte[] value() {
            return Base64.getDecoder().decode(base64);
        }
    }

    /// Empty if it is none of the known forms, or asks for more than any server would.
    static Optional<ForeignHash> parse(String text) {
        return Argon2Hash.parse(text).or(() -> FirebaseHash.parse(text));
    }

    /// Whether the password made it.
    boolean matches(String password);

    /// Bytes that a comparison takes.
    long memory();

    /// Bytes that a comparison writes, which tells how long it takes.
    long work();
}
