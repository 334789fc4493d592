package dev.dupabase.platform.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// The one advice: whatever a controller throws becomes a refusal in the dialect of its path.
@RestControllerAdvice
class ErrorAdvice {
    private final ErrorResponses responses;

    ErrorAdvice(ErrorResponses responses) {
        this.responses = responses;
    }

    @ExceptionHandler
    void refuse(Exception fault, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        responses.write(asRefusal(fault), request, response);
    }

    private static ApiException asRefusal(Exception fault) {
        return switch (fault) {
            case ApiException refusal -> refusal;
            case HttpMessageNotReadableException e ->
                    new ApiException(CommonError.MALFORMED_REQUEST, "the body is not valid JSON");
            case MethodArgumentTypeMismatchException e ->
                    new ApiException(
                            CommonError.MALFORMED_REQUEST,
                            "'%s' is not valid".formatted(e.getName()));
            case ErrorResponse e -> ofStatus(HttpStatus.valueOf(e.getStatusCode().value()), e);
            default -> ErrorResponses.internal(fault);
        };
    }

    private static ApiException ofStatus(HttpStatus status, ErrorResponse response) {
        var code =
                switch (status) {
                    case NOT_FOUND -> CommonError.NOT_FOUND;
                    case METHOD_NOT_ALLOWED -> CommonError.METHOD_NOT_ALLOWED;
                    case NOT_ACCEPTABLE -> CommonError.NOT_ACCEPTABLE;
                    case UNSUPPORTED_MEDIA_TYPE -> CommonError.UNSUPPORTED_MEDIA_TYPE;
                    case CONTENT_TOO_LARGE -> CommonError.BODY_TOO_LARGE;
                    default ->
                            status.is4xxClientError()
                                    ? CommonError.MALFORMED_REQUEST
                                    : CommonError.INTERNAL;
                };
        var refusal = new ApiException(code, status.getReasonPhrase());
        var allow = response.getHeaders().getFirst("Allow");
        return allow == null ? refusal : refusal.header("Allow", allow);
    }
}
