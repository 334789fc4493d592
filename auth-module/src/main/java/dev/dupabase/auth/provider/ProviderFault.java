package dev.dupabase.auth.provider;

import org.jspecify.annotations.Nullable;

/// A provider cannot be reached, or does not answer as it should.
public final class ProviderFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProviderFault(String message) {
        super(message);
    }

    public ProviderFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
