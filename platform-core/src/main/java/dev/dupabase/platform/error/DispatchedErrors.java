package dev.dupabase.platform.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// Answers for what was refused by `sendError`, which the container dispatches to `/error`.
@Controller
class DispatchedErrors implements ErrorController {
    private final ErrorResponses responses;

    DispatchedErrors(ErrorResponses responses) {
        this.responses = responses;
    }

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception fault) {
            responses.refuse(fault, request, response);
            return;
        }
        var status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? HttpStatus.valueOf(code)
                        : HttpStatus.NOT_FOUND;
        responses.write(Refusals.ofStatus(status, status.getReasonPhrase()), request, response);
    }
}
