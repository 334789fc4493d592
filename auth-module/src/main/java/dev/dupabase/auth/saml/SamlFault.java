package dev.dupabase.auth.saml;

import org.jspecify.annotations.Nullable;

/// A document is not what it should be. Its message is for the log, and for whoever set things up.
final class SamlFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SamlFault(String message) {
        super(message);
    }

    SamlFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
