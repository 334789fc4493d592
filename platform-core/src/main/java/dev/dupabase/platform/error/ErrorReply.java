package dev.dupabase.platform.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/// A refusal as it goes out.
///
/// @param headers added to the response, besides the content type
/// @param body a record or map that is written as JSON, or text that goes out as it is; null sends
///   no body
public record ErrorReply(
        HttpStatusCode status, Map<String, String> headers, @Nullable Object body) {}
