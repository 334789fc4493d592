package dev.dupabase.platform.outbound;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The answer to an [OutboundRequest], whatever its status: a redirect is one, too, and not
/// followed.
///
/// @param body read as UTF-8
/// @param headers by lower-case name; of several with one name the last
public record OutboundResponse(int status, Map<String, String> headers, String body) {
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The media type in lower case, without its parameters; empty text if there is none.
    public String mediaType() {
        var type = header("content-type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
