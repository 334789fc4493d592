package dev.dupabase.imports.sql;

/// A dump cannot be imported, and why, in words for its owner.
public final class DumpRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DumpRefused(String reason) {
        super(reason);
    }

    public DumpRefused(String reason, Throwable cause) {
        super(reason, cause);
    }

    /// Why, in words for the dump's owner.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
