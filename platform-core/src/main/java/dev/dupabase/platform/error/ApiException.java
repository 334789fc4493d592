package dev.dupabase.platform.error;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request is refused. Carries what the client may know, in plain words, and nothing else; the
/// [ErrorDialect] of the request's path turns it into a response.
public class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String explanation;
    private @Nullable String details;
    private @Nullable String hint;
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private final transient Map<String, String> fields = new LinkedHashMap<>();

    public ApiException(ErrorCode code, String explanation) {
        this(code, explanation, null);
    }

    /// @param cause what happened inside; logged, never shown
    public ApiException(ErrorCode code, String explanation, @Nullable Throwable cause) {
        super(code.code() + ": " + explanation, cause, false, cause != null);
        this.code = code;
        this.explanation = explanation;
    }

    public ApiException details(@Nullable String text) {
        this.details = text;
        return this;
    }

    public ApiException hint(@Nullable String text) {
        this.hint = text;
        return this;
    }

    /// Adds a header to the response, such as `Retry-After`.
    public ApiException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// Names the input field at fault (platform API, contracts/platform.md §1).
    public ApiException field(String name, String text) {
        fields.put(name, text);
        return this;
    }

    public ErrorCode code() {
        return code;
    }

    public String explanation() {
        return explanation;
    }

    public @Nullable String details() {
        return details;
    }

    public @Nullable String hint() {
        return hint;
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    public Map<String, String> fields() {
        return Map.copyOf(fields);
    }
}
