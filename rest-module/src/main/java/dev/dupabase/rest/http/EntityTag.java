package dev.dupabase.rest.http;

import dev.dupabase.rest.execution.Result;
import dev.dupabase.rest.request.MediaType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The strong validator of a response that is at hand as a whole (RFC 9110 §8.8.3): a digest of the
/// body and of the headers that say what the body is.
///
/// @param text with its quotes
record EntityTag(String text) {
    /// What a cache must tell apart: the row policies see who asks.
    private static final String VARY =
            ResponseWriter.VARY + ", Accept-Profile, Authorization, apikey";

    private static final int BYTES = 16;
    private static final Set<String> DIGESTED =
            Set.of("content-type", "content-range", "content-profile", "link");

    /// Headers of a body, which `304` does not have.
    private static final Set<String> OF_CONTENT =
            Set.of("Content-Type", "Content-Length", "Content-Range", "Content-Profile");

    /// Null if the response can have none: it failed, or its body is streamed or not known.
    ///
    /// @param ofSql wins over the headers; an `ETag` among it is the tag
    static @Nullable EntityTag of(
            Result result, int status, List<Header> headers, List<Header> ofSql)
            throws IOException {
        var body = result.body();
        if (status < 200
                || status > 299
                || body == null
                || !body.isAtHand()
                || result.media() instanceof MediaType.Plan) {
            return null;
        }
        for (var header : ofSql) {
            if (header.name().equalsIgnoreCase("ETag")) {
                return new EntityTag(header.value().strip());
            }
        }
        var digest = sha256();
        var said = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(header -> said.put(header.name(), header.value()));
        ofSql.forEach(header -> said.put(header.name(), header.value()));
        said.forEach((name, value) -> {
            if (DIGESTED.contains(name.toLowerCase(Locale.ROOT))) {
                digest.update((name + ':' + value + '\n').getBytes(StandardCharsets.UTF_8));
            }
        });
        body.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return new EntityTag(
                '"'
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(Arrays.copyOf(digest.digest(), BYTES))
                        + '"');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether the client has it already, by `If-None-Match`. The comparison is the weak one.
    boolean isWith(HttpServletRequest request) {
        return isNamed(request, "If-None-Match", tag -> opaque(tag).equals(opaque(text)));
    }

    /// Whether it is what the client demands by `If-Match`. The comparison is the strong one.
    ///
    /// @param rows how many there are: any will do for `*`
    boolean isDemanded(HttpServletRequest request, long rows) {
        return "*".equals(String.valueOf(request.getHeader("If-Match")).strip())
                ? rows > 0
                : isNamed(request, "If-Match", tag -> tag.equals(text) && !text.startsWith("W/"));
    }

    private static boolean isNamed(
            HttpServletRequest request, String header, Predicate<String> wanted) {
        for (var values = request.getHeaders(header); values.hasMoreElements(); ) {
            if (isIn(values.nextElement(), wanted)) {
                return true;
            }
        }
        return false;
    }

    /// A list of tags, or `*`. What is malformed names nothing, and so does what follows it.
    private static boolean isIn(String list, Predicate<String> wanted) {
        if (list.strip().equals("*")) {
            return true;
        }
        int at = 0;
        while (at < list.length()) {
            char c = list.charAt(at);
            if (c == ' ' || c == '\t' || c == ',') {
                at++;
                continue;
            }
            int start = list.startsWith("W/", at) ? at + 2 : at;
            int end =
                    start < list.length() && list.charAt(start) == '"'
                            ? list.indexOf('"', start + 1)
                            : -1;
            if (end < 0) {
                return false;
            }
            if (wanted.test(list.substring(at, end + 1))) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /// Adds what a cache needs.
    ///
    /// @param unchanged whether the body is left out
    void addTo(List<Header> headers, boolean unchanged) {
        headers.removeIf(header ->
                header.name().equals("Vary") || (unchanged && OF_CONTENT.contains(header.name())));
        headers.add(new Header("Vary", VARY));
        headers.add(new Header("Cache-Control", "private, no-cache"));
        headers.add(new Header("ETag", text));
    }
}
