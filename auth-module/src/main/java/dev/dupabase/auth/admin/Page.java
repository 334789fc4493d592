package dev.dupabase.auth.admin;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;

/// Which part of a list is asked for.
///
/// @param number from 1
/// @param size rows of a page
record Page(long number, long size) {
    private static final long LARGEST = 1000;
    private static final long USUAL = 50;

    static Page of(AuthRequest request) {
        return new Page(
                number(request, "page", 1), Math.min(number(request, "per_page", USUAL), LARGEST));
    }

    private static long number(AuthRequest request, String name, long fallback) {
        var text = request.query().first(name).orElse("");
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            var value = Long.parseLong(text);
            if (value < 0 || value > Integer.MAX_VALUE) {
                throw new NumberFormatException("out of range");
            }
            return Math.max(1, value);
        } catch (NumberFormatException e) {
            throw AuthError.VALIDATION_FAILED.refuse(
                    "Bad Pagination Parameters: %s must be a positive number, not \"%s\""
                            .formatted(name, text));
        }
    }

    long offset() {
        return (number - 1) * size;
    }

    /// The headers that tell what other pages there are. Clients read the number behind the first
    /// equals sign.
    HttpHeaders headers(String path, long total) {
        var last = Math.max(1, (total + size - 1) / size);
        var links = new ArrayList<String>();
        if (number < last) {
            links.add(link(path, number + 1, "next"));
        }
        links.add(link(path, last, "last"));
        var headers = new HttpHeaders();
        headers.put(HttpHeaders.LINK, List.of(String.join(", ", links)));
        headers.set("X-Total-Count", Long.toString(total));
        return headers;
    }

    private String link(String path, long page, String rel) {
        return "<%s?page=%d&per_page=%d>; rel=\"%s\"".formatted(path, page, size, rel);
    }
}
