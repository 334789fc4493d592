package dev.dupabase.platform.project;

import dev.dupabase.platform.error.ErrorCode;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// What can be wrong with a wish about a project.
public enum ProjectError implements ErrorCode {
    /// Another project of the organisation that is not deleted has this name, in whatever case.
    PROJECT_NAME_TAKEN(HttpStatus.CONFLICT),
    /// No such project, or it is deleted.
    PROJECT_NOT_FOUND(HttpStatus.NOT_FOUND),
    /// The project's status does not allow it.
    PROJECT_WRONG_STATE(HttpStatus.CONFLICT),
    /// A name, an address or a setting is not allowed; the field is named.
    PROJECT_INVALID(HttpStatus.BAD_REQUEST),
    API_KEY_NOT_FOUND(HttpStatus.NOT_FOUND),
    SIGNING_KEY_NOT_FOUND(HttpStatus.NOT_FOUND),
    /// The key is in another part of its life than this needs.
    SIGNING_KEY_WRONG_STATE(HttpStatus.CONFLICT),
    DOMAIN_TAKEN(HttpStatus.CONFLICT);

    private final HttpStatus status;

    ProjectError(HttpStatus status) {
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
