package dev.dupabase.rest.error;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.error.ErrorCode;
import dev.dupabase.platform.error.ErrorDialect;
import dev.dupabase.platform.error.ErrorReply;
import dev.dupabase.platform.http.status.ReasonPhrase;
import dev.dupabase.platform.tenant.ProjectRequest;
import dev.dupabase.rest.settings.RestSettings;
import dev.dupabase.rest.settings.RestSettings.Verbosity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Refusals as PostgREST words them: four keys, whatever went wrong (contracts/rest.md §8.1, §8.4).
@Component
class RestErrorDialect implements ErrorDialect {
    private static final String CONTENT_TYPE = "application/json; charset=utf-8";

    /// Keys in the order of the alphabet; absent ones are null.
    ///
    /// @param details text, or the list of [AmbiguousRelationship]
    record Body(String code, @Nullable Object details, @Nullable String hint, String message) {}

    record MinimalBody(String code, String message) {}

    @Override
    public String pathPrefix() {
        return "/rest/v1";
    }

    @Override
    public ErrorReply reply(ApiException refusal, HttpServletRequest request) {
        var code = code(refusal.code());
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", CONTENT_TYPE);
        headers.put("Proxy-Status", "PostgREST; error=" + code);
        challenge(refusal, headers);
        if (refusal.code().status().value() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            headers.put("Retry-After", "0");
        }
        headers.putAll(refusal.headers());
        if (refusal.code() instanceof DatabaseRefusal raised && raised.phrase() != null) {
            ReasonPhrase.set(request, raised.phrase());
        }
        return new ErrorReply(refusal.code().status(), headers, body(code, refusal, request));
    }

    /// Faults that may happen to any API go by the code that clients of this one know.
    private static String code(ErrorCode code) {
        return switch (code) {
            case CommonError.UNAUTHENTICATED, CommonError.PROJECT_MISMATCH ->
                    RestError.BAD_TOKEN.code();
            case CommonError.DATABASE_UNAVAILABLE -> RestError.CONNECTION_FAILED.code();
            case CommonError.INTERNAL -> RestError.INTERNAL.code();
            case CommonError.METHOD_NOT_ALLOWED -> RestError.METHOD.code();
            default -> code.code();
        };
    }

    private static void challenge(ApiException refusal, Map<String, String> headers) {
        var value =
                switch (refusal.code()) {
                    case RestError.BAD_TOKEN, RestError.BAD_CLAIMS -> invalid(refusal);
                    case CommonError.UNAUTHENTICATED, CommonError.PROJECT_MISMATCH ->
                            invalid(refusal);
                    case DatabaseRefusal(var state, var status, var raised, var phrase)
                            when raised ->
                            null;
                    default ->
                            refusal.code().status().value() == HttpStatus.UNAUTHORIZED.value()
                                    ? "Bearer"
                                    : null;
                };
        if (value != null) {
            headers.put("WWW-Authenticate", value);
        }
    }

    private static String invalid(ApiException refusal) {
        return "Bearer error=\"invalid_token\", error_description=\"" + refusal.explanation() + '"';
    }

    private static Object body(String code, ApiException refusal, HttpServletRequest request) {
        var message = message(refusal, request);
        if (isMinimal(request)) {
            return new MinimalBody(code, message);
        }
        var details =
                refusal instanceof AmbiguousRelationship ambiguous
                        ? ambiguous.candidates()
                        : refusal.details();
        return new Body(code, details, refusal.hint(), message);
    }

    /// A method that the container itself refuses is told as if we had.
    private static String message(ApiException refusal, HttpServletRequest request) {
        return refusal.code() == CommonError.METHOD_NOT_ALLOWED
                ? "Unsupported HTTP method: " + request.getMethod()
                : refusal.explanation();
    }

    private static boolean isMinimal(HttpServletRequest request) {
        return ProjectRequest.find(request)
                .map(found ->
                        found.project()
                                .settings()
                                .get(RestSettings.SECTION)
                                .server()
                                .errorVerbosity())
                .filter(verbosity -> verbosity == Verbosity.MINIMAL)
                .isPresent();
    }
}
