package dev.dupabase.platform.pool;

import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/// No connection can be had for a request now. It may be sent again later.
public class PoolRefusal extends SQLTransientException {
    private static final long serialVersionUID = 1L;

    /// Why, with the SQLSTATE that PostgreSQL would use.
    public enum Reason {
        /// All connections of the project were in use for as long as a request waits.
        TIMEOUT("53300"),
        /// Too many requests of the project wait already.
        QUEUE_FULL("53300"),
        /// Other projects use all connections there may be.
        EXHAUSTED("53300"),
        /// The projects of its organisation use all connections it may have.
        ORGANISATION("53300"),
        /// The project's database could not be reached a moment ago, or refused its login.
        BROKEN("08006"),
        /// The process is stopping.
        CLOSED("57P01");

        private final String sqlState;

        Reason(String sqlState) {
            this.sqlState = sqlState;
        }
    }

    private final Reason reason;
    private final int retryAfterSeconds;

    PoolRefusal(Reason reason, String message, int retryAfterSeconds, @Nullable Throwable cause) {
        super(message, reason.sqlState, cause);
        this.reason = reason;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    PoolRefusal(Reason reason, String message) {
        this(reason, message, 1, null);
    }

    public Reason reason() {
        return reason;
    }

    /// For `Retry-After`.
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
