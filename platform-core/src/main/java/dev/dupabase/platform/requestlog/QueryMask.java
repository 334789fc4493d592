package dev.dupabase.platform.requestlog;

import dev.dupabase.platform.usage.UsageClass;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Leaves of a query string what helps to find a request again: names, what a query asks for in
/// which order, operators. What users typed and what lets somebody in is replaced by a star.
final class QueryMask {
    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 80;
    private static final String STAR = "*";
    private static final Set<String> SHAPE =
            Set.of("select", "order", "limit", "offset", "on_conflict", "columns");
    private static final Set<String> PLAIN =
            Set.of("grant_type", "type", "provider", "page", "per_page", "limit", "offset");
    private static final Pattern OPERATOR =
            Pattern.compile("(?:not\\.)?[a-z]{2,10}(?:\\([a-z]{2,10}\\))?\\.");

    private QueryMask() {}

    /// @return null if there is no query
    static @Nullable String mask(UsageClass kind, @Nullable String query) {
        if (query == null || query.isEmpty()) {
            return null;
        }
        var masked =
                Arrays.stream(query.split("&"))
                        .map(parameter -> parameter(kind, parameter))
                        .collect(Collectors.joining("&"));
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
    }

    private static String parameter(UsageClass kind, String parameter) {
        int end = parameter.indexOf('=');
        if (end < 0) {
            // Without a name it might be anything.
            return STAR;
        }
        var name = parameter.substring(0, end);
        if (name.length() > LONGEST_NAME) {
            return STAR;
        }
        return name + "=" + value(kind, name, parameter.substring(end + 1));
    }

    private static String value(UsageClass kind, String name, String value) {
        if (kind != UsageClass.REST && kind != UsageClass.RPC) {
            return PLAIN.contains(name) ? plain(value) : STAR;
        }
        if (SHAPE.contains(name)) {
            return value;
        }
        var operator = OPERATOR.matcher(value);
        return operator.lookingAt() && kind == UsageClass.REST ? operator.group() + STAR : STAR;
    }

    /// Words of the API only, whatever was sent in their place.
    private static String plain(String value) {
        return value.length() <= 30 && value.chars().allMatch(QueryMask::isPlain) ? value : STAR;
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || c == '_' || c == '-' || (c >= '0' && c <= '9');
    }
}
