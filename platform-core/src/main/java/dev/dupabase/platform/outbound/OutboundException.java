package dev.dupabase.platform.outbound;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A call to an address of a user's choice brought no answer. The message may be shown to them.
public abstract sealed class OutboundException extends IOException {
    private static final long serialVersionUID = 1L;

    private OutboundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The address may not be called; nothing was sent.
    public static final class Refused extends OutboundException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null);
        }
    }

    /// The whole answer had not come when the time was up.
    public static final class TimedOut extends OutboundException {
        private static final long serialVersionUID = 1L;

        TimedOut(String message) {
            super(message, null);
        }
    }

    /// The answer is larger than the caller wants it.
    public static final class TooLarge extends OutboundException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message, null);
        }
    }

    /// No connection, a connection that broke, a certificate that is not the host's.
    public static final class Unreachable extends OutboundException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
