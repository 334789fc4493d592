package dev.dupabase.imports.task;

import dev.dupabase.platform.error.ErrorCode;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// What can be wrong with a wish about an import.
public enum ImportError implements ErrorCode {
    IMPORT_RUNNING(HttpStatus.CONFLICT),
    IMPORT_NOT_FOUND(HttpStatus.NOT_FOUND),
    IMPORT_NOT_RUNNING(HttpStatus.BAD_REQUEST),
    UPLOAD_NOT_FOUND(HttpStatus.BAD_REQUEST),
    DUMP_UNREADABLE(HttpStatus.BAD_REQUEST);

    private final HttpStatus status;

    ImportError(HttpStatus status) {
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
