package dev.dupabase.auth.webauthn;

/// The answer to a challenge is not what it should be.
public final class CeremonyFault extends Exception {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        /// It cannot be read.
        MALFORMED,
        /// It proves nothing.
        UNTRUE
    }

    private final Kind kind;

    CeremonyFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    CeremonyFault(Kind kind, Throwable cause) {
        super(cause.getClass().getSimpleName(), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
