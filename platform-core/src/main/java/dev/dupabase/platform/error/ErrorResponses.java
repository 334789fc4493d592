package dev.dupabase.platform.error;

import dev.dupabase.platform.route.RequestPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes refusals in the dialect of the request's path. Filters and the one advice both come here.
@Component
public class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    private static final String CODE = ErrorResponses.class.getName() + ".code";

    /// Where no dialect speaks.
    private record PlainBody(String error, String code) {}

    private final List<ErrorDialect> dialects;
    private final JsonMapper json;

    ErrorResponses(ObjectProvider<ErrorDialect> dialects, JsonMapper json) {
        this.dialects =
                dialects.stream()
                        .sorted(
                                Comparator.comparingInt((ErrorDialect d) -> d.pathPrefix().length())
                                        .reversed())
                        .toList();
        this.json = json;
    }

    /// The reply for a refusal of this request. Faults of ours are logged with their cause; what
    /// clients did is not.
    public ErrorReply reply(ApiException refusal, HttpServletRequest request) {
        request.setAttribute(CODE, refusal.code().code());
        if (refusal.code().status().is5xxServerError() && refusal.getCause() != null) {
            LOG.error(
                    "{} {} failed",
                    request.getMethod(),
                    request.getRequestURI(),
                    refusal.getCause());
        }
        var path = RequestPath.of(request);
        for (var dialect : dialects) {
            if (path.startsWith(dialect.pathPrefix())) {
                return dialect.reply(refusal, request);
            }
        }
        return new ErrorReply(
                refusal.code().status(),
                refusal.headers(),
                new PlainBody(refusal.explanation(), refusal.code().code()));
    }

    /// Answers for a fault of any kind, unless nobody is there any more to read it, or the
    /// connection is cut since the answer had begun.
    public void refuse(Throwable fault, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isClientGone(fault)) {
            LOG.debug("the client left {} {}", request.getMethod(), request.getRequestURI());
            return;
        }
        write(Refusals.of(fault), request, response);
    }

    /// Writes the reply, unless the response has begun: then its connection is cut by the
    /// container.
    public void write(
            ApiException refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var reply = reply(refusal, request);
        if (response.isCommitted()) {
            throw new IOException("the response had begun when it failed", refusal);
        }
        response.resetBuffer();
        response.setStatus(reply.status().value());
        reply.headers().forEach(response::setHeader);
        if (reply.body() == null) {
            return;
        }
        var bytes =
                reply.body() instanceof String text
                        ? text.getBytes(StandardCharsets.UTF_8)
                        : json.writeValueAsBytes(reply.body());
        response.setContentType(
                reply.headers().getOrDefault("Content-Type", MediaType.APPLICATION_JSON_VALUE));
        response.setContentLength(bytes.length);
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            response.getOutputStream().write(bytes);
        }
    }

    /// The code that a request was refused with; null if it was not.
    public static @Nullable String codeOf(HttpServletRequest request) {
        return request.getAttribute(CODE) instanceof String code ? code : null;
    }

    private static boolean isClientGone(@Nullable Throwable fault) {
        return fault != null
                && (fault instanceof ClientAbortException
                        || fault instanceof CloseNowException
                        || isClientGone(fault.getCause()));
    }

    /// A fault of ours: logged whole, told to the client as [CommonError#INTERNAL].
    public static ApiException internal(Throwable fault) {
        return new ApiException(
                CommonError.INTERNAL, HttpStatus.INTERNAL_SERVER_ERROR.getReasonPhrase(), fault);
    }
}
