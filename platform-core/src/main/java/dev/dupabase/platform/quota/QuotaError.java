package dev.dupabase.platform.quota;

import dev.dupabase.platform.error.ErrorCode;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// An organisation has used up what it may.
public enum QuotaError implements ErrorCode {
    /// It has as many projects as it may.
    PROJECT_LIMIT_REACHED(HttpStatus.FORBIDDEN),
    /// Its databases are as large as they may be.
    STORAGE_LIMIT_REACHED(HttpStatus.FORBIDDEN);

    private final HttpStatus status;

    QuotaError(HttpStatus status) {
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public HttpStatus status() {
        return status;
    }
}
