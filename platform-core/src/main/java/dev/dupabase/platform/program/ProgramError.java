package dev.dupabase.platform.program;

import dev.dupabase.platform.error.ErrorCode;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// What can be wrong with the machine's programs.
public enum ProgramError implements ErrorCode {
    /// A program that this needs is not installed.
    PROGRAM_MISSING(HttpStatus.SERVICE_UNAVAILABLE),
    /// A program is installed, but of a version that cannot do this.
    PROGRAM_TOO_OLD(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    ProgramError(HttpStatus status) {
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
