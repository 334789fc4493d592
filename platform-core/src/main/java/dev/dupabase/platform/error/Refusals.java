package dev.dupabase.platform.error;

import java.sql.SQLException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/// What each fault means for the client.
final class Refusals {
    private static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";

    private Refusals() {}

    static ApiException of(Throwable fault) {
        return switch (fault) {
            case ApiException refusal -> refusal;
            case HttpMessageNotReadableException e -> unreadable(e);
            case MethodArgumentTypeMismatchException e -> invalid(e.getName());
            case MissingServletRequestParameterException e ->
                    invalid("'%s' is missing", e.getParameterName());
            case InvalidParameterException e ->
                    ofStatus(
                            HttpStatus.valueOf(e.getErrorCode()),
                            "the request's parameters cannot be read");
            case ErrorResponse e -> ofResponse(e);
            case DataIntegrityViolationException e when holdsUnfitText(e) ->
                    new ApiException(
                            CommonError.MALFORMED_REQUEST, "text may not hold the character NUL");
            // Hikari: no connection within its time; JDBC: the connection broke.
            case CannotCreateTransactionException e -> unavailable(e);
            case DataAccessResourceFailureException e -> unavailable(e);
            default -> ErrorResponses.internal(fault);
        };
    }

    /// A refusal known by its status only.
    static ApiException ofStatus(HttpStatus status, String explanation) {
        var code =
                switch (status) {
                    case UNAUTHORIZED -> CommonError.UNAUTHENTICATED;
                    case FORBIDDEN -> CommonError.FORBIDDEN;
                    case NOT_FOUND -> CommonError.NOT_FOUND;
                    case METHOD_NOT_ALLOWED -> CommonError.METHOD_NOT_ALLOWED;
                    case NOT_ACCEPTABLE -> CommonError.NOT_ACCEPTABLE;
                    case UNSUPPORTED_MEDIA_TYPE -> CommonError.UNSUPPORTED_MEDIA_TYPE;
                    case CONTENT_TOO_LARGE -> CommonError.BODY_TOO_LARGE;
                    case SERVICE_UNAVAILABLE -> CommonError.OVERLOADED;
                    default ->
                            status.is4xxClientError()
                                    ? CommonError.MALFORMED_REQUEST
                                    : CommonError.INTERNAL;
                };
        return new ApiException(code, explanation);
    }

    private static ApiException ofResponse(ErrorResponse response) {
        var status = HttpStatus.valueOf(response.getStatusCode().value());
        var refusal = ofStatus(status, status.getReasonPhrase());
        var allow = response.getHeaders().getFirst("Allow");
        return allow == null ? refusal : refusal.header("Allow", allow);
    }

    private static ApiException unreadable(HttpMessageNotReadableException fault) {
        if (fault.getCause() instanceof DatabindException mismatch
                && !mismatch.getPath().isEmpty()) {
            return invalid(
                    mismatch.getPath().stream()
                            .map(JacksonException.Reference::getPropertyName)
                            .filter(name -> name != null)
                            .reduce((outer, inner) -> outer + "." + inner)
                            .orElse("body"));
        }
        return new ApiException(
                CommonError.MALFORMED_REQUEST,
                fault.getCause() == null
                        ? "the request needs a body"
                        : "the body is not the JSON this needs");
    }

    private static ApiException invalid(String name) {
        return invalid("'%s' is not valid", name);
    }

    private static ApiException invalid(String text, String name) {
        return new ApiException(CommonError.MALFORMED_REQUEST, text.formatted(name))
                .field(name, text.formatted(name));
    }

    private static boolean holdsUnfitText(DataIntegrityViolationException fault) {
        return fault.getMostSpecificCause() instanceof SQLException cause
                && CHARACTER_NOT_IN_REPERTOIRE.equals(cause.getSQLState());
    }

    private static ApiException unavailable(Throwable fault) {
        return new ApiException(
                CommonError.DATABASE_UNAVAILABLE, "the database is not reachable", fault);
    }
}
