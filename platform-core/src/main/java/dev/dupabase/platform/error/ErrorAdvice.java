package dev.dupabase.platform.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

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
        responses.refuse(fault, request, response);
    }
}
