package dev.dupabase.auth.error;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.error.ErrorCode;
import dev.dupabase.platform.error.ErrorDialect;
import dev.dupabase.platform.error.ErrorReply;
import dev.dupabase.platform.http.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/// GoTrue's error bodies: with numbers as codes for clients of old, with names as codes for those
/// that send an API version (contracts/auth.md §1.2).
@Component
class AuthErrorDialect implements ErrorDialect {
    private static final String VERSION_HEADER = "X-Supabase-Api-Version";
    private static final String CODE_HEADER = "x-sb-error-code";
    private static final LocalDate NAMES_AS_CODES = LocalDate.of(2024, 1, 1);
    private static final String UNEXPECTED =
            "Unexpected failure, please check server logs for more information";

    @Override
    public String pathPrefix() {
        return "/auth/v1/";
    }

    @Override
    public ErrorReply reply(ApiException refusal, HttpServletRequest request) {
        if (refusal instanceof OAuthRefusal oauth) {
            var body = Map.of("error", oauth.error(), "error_description", oauth.explanation());
            return new ErrorReply(refusal.code().status(), refusal.headers(), body);
        }
        return switch (refusal.code()) {
            case CommonError.NOT_FOUND -> plain(refusal, "404 page not found\n");
            case CommonError.METHOD_NOT_ALLOWED -> plain(refusal, null);
            case CommonError common -> reply(translate(common, refusal), request);
            default -> wantsNames(request) ? named(refusal) : numbered(refusal, request);
        };
    }

    private static ErrorReply plain(ApiException refusal, @Nullable String text) {
        var headers = new LinkedHashMap<>(refusal.headers());
        if (text != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8");
        }
        return new ErrorReply(refusal.code().status(), headers, text);
    }

    private static ApiException translate(CommonError error, ApiException refusal) {
        var code =
                switch (error) {
                    case MALFORMED_REQUEST, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE ->
                            AuthError.VALIDATION_FAILED;
                    case UNAUTHENTICATED, PROJECT_MISMATCH -> AuthError.NO_AUTHORIZATION;
                    case BODY_TOO_LARGE -> AuthError.REQUEST_ENTITY_TOO_LARGE;
                    case RATE_LIMITED -> AuthError.OVER_REQUEST_RATE_LIMIT;
                    case OVERLOADED -> AuthError.REQUEST_TIMEOUT;
                    default -> null;
                };
        var message =
                switch (error) {
                    case INTERNAL -> UNEXPECTED;
                    case BODY_TOO_LARGE -> "Request body too large (max 1048576 bytes)";
                    case RATE_LIMITED -> "Request rate limit reached";
                    default -> refusal.explanation();
                };
        var named = code != null ? code.as(error.status()) : new Named(error);
        var translated = new ApiException(named, message, refusal.getCause());
        refusal.headers().forEach(translated::header);
        return translated;
    }

    /// Faults that GoTrue has no code for, such as a paused project: ours, in its format.
    private record Named(CommonError error) implements ErrorCode {
        @Override
        public String code() {
            return error == CommonError.INTERNAL
                    ? AuthError.UNEXPECTED_FAILURE.code()
                    : error.code();
        }

        @Override
        public HttpStatusCode status() {
            return error.status();
        }
    }

    private static boolean wantsNames(HttpServletRequest request) {
        var version = request.getHeader(VERSION_HEADER);
        if (version == null) {
            return false;
        }
        try {
            return !LocalDate.parse(version).isBefore(NAMES_AS_CODES);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static ErrorReply named(ApiException refusal) {
        var headers = new LinkedHashMap<>(refusal.headers());
        headers.put(VERSION_HEADER, NAMES_AS_CODES.toString());
        var body = new LinkedHashMap<String, Object>();
        body.put("code", refusal.code().code());
        body.put("message", refusal.explanation());
        if (refusal instanceof WeakPassword weak) {
            body.put("weak_password", reasons(weak));
        } else {
            headers.put(CODE_HEADER, refusal.code().code());
        }
        return new ErrorReply(refusal.code().status(), headers, body);
    }

    private static ErrorReply numbered(ApiException refusal, HttpServletRequest request) {
        var complaint = DatabaseComplaint.of(refusal.getCause());
        if (complaint.isPresent()) {
            return new ErrorReply(
                    complaint.get().status(), refusal.headers(), complaint.get().body());
        }
        var headers = new LinkedHashMap<>(refusal.headers());
        headers.put(CODE_HEADER, refusal.code().code());
        var body = new LinkedHashMap<String, Object>();
        body.put("code", refusal.code().status().value());
        body.put("error_code", refusal.code().code());
        body.put("msg", refusal.explanation());
        if (refusal instanceof WeakPassword weak) {
            body.put("weak_password", reasons(weak));
        }
        var id = RequestId.of(request);
        if (refusal.code().status().is5xxServerError() && !id.isEmpty()) {
            body.put("error_id", id);
        }
        return new ErrorReply(refusal.code().status(), headers, body);
    }

    private static Map<String, List<String>> reasons(WeakPassword weak) {
        return Map.of("reasons", weak.reasons());
    }
}
