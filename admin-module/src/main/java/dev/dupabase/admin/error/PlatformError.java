package dev.dupabase.admin.error;

import dev.dupabase.platform.error.ErrorCode;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Ways the platform API refuses, besides those every API has.
public enum PlatformError implements ErrorCode {
    INVALID_INPUT(HttpStatus.BAD_REQUEST),
    INVALID_CREDENTIALS(HttpStatus.UNAUTHORIZED),
    LOGIN_LOCKED(HttpStatus.TOO_MANY_REQUESTS),
    CSRF_FAILED(HttpStatus.FORBIDDEN),
    REGISTRATION_DISABLED(HttpStatus.FORBIDDEN),
    INVITE_INVALID(HttpStatus.BAD_REQUEST),
    EMAIL_TAKEN(HttpStatus.CONFLICT),
    SLUG_TAKEN(HttpStatus.CONFLICT),
    ALREADY_MEMBER(HttpStatus.CONFLICT),
    ALREADY_INVITED(HttpStatus.CONFLICT),
    TOO_MANY_INVITES(HttpStatus.CONFLICT),
    ORGANISATION_HAS_PROJECTS(HttpStatus.CONFLICT),
    JOB_WRONG_STATE(HttpStatus.CONFLICT),
    LAST_ADMIN(HttpStatus.CONFLICT),
    OWNS_SHARED_ORGANISATION(HttpStatus.CONFLICT),
    REQUEST_ID_TAKEN(HttpStatus.CONFLICT),
    ROW_CHANGED(HttpStatus.CONFLICT),
    TOO_MANY_EXPORTS(HttpStatus.TOO_MANY_REQUESTS),
    EXPORT_FAILED(HttpStatus.BAD_REQUEST),
    CONFIRMATION_MISSING(HttpStatus.BAD_REQUEST);

    private final HttpStatus status;

    PlatformError(HttpStatus status) {
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
