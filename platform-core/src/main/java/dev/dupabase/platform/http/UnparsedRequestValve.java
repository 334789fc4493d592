package dev.dupabase.platform.http;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.error.ErrorResponses;
import dev.dupabase.platform.route.ApiArea;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// Answers for what the container refuses before any filter sees it, such as a malformed URI or
/// headers that are too large: in JSON and with the envelope's headers, not with Tomcat's own page.
final class UnparsedRequestValve extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAULT = 500;

    private final ErrorResponses responses;

    UnparsedRequestValve(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < FIRST_ERROR
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        if (response.getHeader(RequestId.HEADER) == null) {
            response.setHeader(
                    RequestId.HEADER,
                    RequestId.accept(request, request.getHeader(RequestId.HEADER)));
        }
        SecurityHeadersFilter.apply(ApiArea.PLATFORM, request.isSecure(), response::setHeader);
        try {
            responses.write(refusal(status), request, response);
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiException refusal(int status) {
        return switch (status) {
            case 404 -> new ApiException(CommonError.NOT_FOUND, "Not Found");
            case 405, 501 -> new ApiException(CommonError.METHOD_NOT_ALLOWED, "Method Not Allowed");
            default ->
                    status < FIRST_FAULT || status == 505
                            ? new ApiException(
                                    CommonError.MALFORMED_REQUEST, "the request is malformed")
                            : new ApiException(CommonError.INTERNAL, "Internal Server Error");
        };
    }
}
