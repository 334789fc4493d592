package dev.dupabase.rest.request.header;

import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.MediaType.Known;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads `Accept` (contracts/rest.md H23): best first, by `q`, then by how specific it is.
/// Remembers what it read, since clients send few different ones.
public final class AcceptParser {
    private static final int REMEMBERED = 256;
    private static final int REMEMBERED_LENGTH = 256;
    private static final List<MediaType> ANY = List.of(Known.ANY);

    private static final Map<String, List<MediaType>> READ = new ConcurrentHashMap<>();

    private AcceptParser() {}

    public static List<MediaType> parse(@Nullable String header) {
        if (header == null || header.equals("*/*")) {
            return ANY;
        }
        var read = READ.get(header);
        if (read != null) {
            return read;
        }
        var types = read(header);
        if (READ.size() < REMEMBERED && header.length() <= REMEMBERED_LENGTH) {
            READ.put(header, types);
        }
        return types;
    }

    private record Range(String type, double quality) {
        /// More parameters are more specific, stars less.
        long specificity() {
            return type.chars().filter(c -> c == ';').count()
                    - type.chars().filter(c -> c == '*').count();
        }
    }

    private static List<MediaType> read(String header) {
        var ranges = new ArrayList<Range>();
        for (var part : header.split(",")) {
            var text = part.replace(" ", "");
            if (!text.isEmpty()) {
                ranges.add(range(text));
            }
        }
        if (ranges.isEmpty()) {
            return ANY;
        }
        ranges.sort(
                Comparator.comparingDouble(Range::quality)
                        .thenComparingLong(Range::specificity)
                        .reversed());
        return ranges.stream().map(range -> MediaTypeParser.parse(range.type())).toList();
    }

    private static Range range(String text) {
        int q = text.indexOf(";q=");
        if (q < 0) {
            return new Range(text, 1);
        }
        int end = text.indexOf(';', q + 1);
        var quality = text.substring(q + 3, end < 0 ? text.length() : end);
        try {
            return new Range(text.substring(0, q), Double.parseDouble(quality));
        } catch (NumberFormatException e) {
            return new Range(text.substring(0, q), 1);
        }
    }
}
