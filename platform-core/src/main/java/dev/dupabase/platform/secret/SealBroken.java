package dev.dupabase.platform.secret;

/// A sealed record does not open: it was changed, stands in another place than it was sealed for,
/// or needs a key or password we do not have.
public class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SealBroken(String message) {
        super(message);
    }

    public SealBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
