package dev.dupabase.platform.error;

import org.springframework.http.HttpStatusCode;

/// Names one way a request can be refused. Each API has one enum of these.
public interface ErrorCode {
    /// The machine-readable code as clients of this API see it, such as `PGRST205` or
    /// `invalid_credentials`.
    String code();

    /// The HTTP status that goes with it.
    HttpStatusCode status();
}
