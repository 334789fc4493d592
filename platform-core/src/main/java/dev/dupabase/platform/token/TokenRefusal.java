package dev.dupabase.platform.token;

/// A token is not accepted. Checked, because each API answers it in its own words.
public class TokenRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is wrong with it.
    public enum Reason {
        /// Not three parts, or parts that are not base64url JSON.
        MALFORMED,
        /// `alg` is `none` or one that the keys do not speak.
        UNSUPPORTED_ALGORITHM,
        /// No key of the project made this signature.
        BAD_SIGNATURE
    }

    private final Reason reason;

    public TokenRefusal(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
