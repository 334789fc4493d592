package dev.dupabase.rest.request.header;

import dev.dupabase.rest.request.JsonText;
import dev.dupabase.rest.request.RequestInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Tells SQL about the HTTP request (contracts/rest.md X5–X8).
public final class RequestInfoReader {
    private RequestInfoReader() {}

    /// @param path without the prefix `/rest/v1`, decoded
    public static RequestInfo read(HttpServletRequest request, String path) {
        return new RequestInfo(
                request.getMethod(), path, headers(request), cookies(request.getHeader("Cookie")));
    }

    private static String headers(HttpServletRequest request) {
        var json = new StringBuilder(256).append('{');
        for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            if (!name.equalsIgnoreCase("cookie")) {
                var value = HeaderText.last(request.getHeaders(name));
                member(json, name.toLowerCase(Locale.ROOT), value == null ? "" : value);
            }
        }
        return json.append('}').toString();
    }

    private static String cookies(@Nullable String header) {
        if (header == null) {
            return "{}";
        }
        var cookies = new LinkedHashMap<String, String>();
        for (var pair : HeaderText.utf8(header).split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                cookies.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
            }
        }
        var json = new StringBuilder("{");
        cookies.forEach((name, value) -> member(json, name, value));
        return json.append('}').toString();
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append(json.length() == 1 ? "" : ",");
        JsonText.quote(json, name);
        json.append(':');
        JsonText.quote(json, value);
    }
}
