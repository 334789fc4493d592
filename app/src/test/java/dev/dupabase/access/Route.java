package dev.dupabase.access;

import dev.dupabase.platform.apidoc.Rank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A line of `route-access.txt`.
///
/// @param query what belongs behind the path, with its question mark; may be empty
/// @param sure whether the thing it is about exists, so that members of a lower rank are told that
///   theirs is too low
/// @param body what callers who are let in send: harmless, and best refused for its content
record Route(String method, String path, String query, Rank least, boolean sure, String body) {
    /// Sends no body.
    static final String NOTHING = "-";

    /// Who is let in is not tried, since there is no harmless way to call it.
    static final String REFUSALS_ONLY = "!";

    /// Sends a form with a small file.
    static final String FILE = "file";

    static List<Route> all() {
        try (var in = Route.class.getResourceAsStream("/route-access.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Route::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Route of(String line) {
        var parts = line.strip().split("\\s+", 4);
        var end = parts[1].indexOf('?');
        return new Route(
                parts[0],
                end < 0 ? parts[1] : parts[1].substring(0, end),
                end < 0 ? "" : parts[1].substring(end),
                Rank.valueOf(parts[2].replace("~", "").toUpperCase(Locale.ROOT)),
                !parts[2].endsWith("~"),
                parts.length < 4 ? "{}" : parts[3]);
    }

    /// The method and the path alone.
    String name() {
        return method + " " + path;
    }
}
