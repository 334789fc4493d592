package dev.dupabase.backup.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The object store did not do what it was asked. The message is for people, and tells no more of
/// the machine behind the address than they must know (contracts/platform.md §20-8).
public final class StoreFault extends IOException {
    private static final long serialVersionUID = 1L;

    public StoreFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The message, which is never missing.
    public String explanation() {
        return String.valueOf(getMessage());
    }
}
