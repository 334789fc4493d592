package dev.dupabase.rest.request.header;

import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.MediaType.Known;
import dev.dupabase.rest.request.MediaType.PlanFormat;
import dev.dupabase.rest.request.MediaType.PlanOption;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads one media type with its parameters, as it stands in `Accept` or `Content-Type`.
public final class MediaTypeParser {
    private MediaTypeParser() {}

    public static MediaType parse(String text) {
        int semicolon = text.indexOf(';');
        var type = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        var label = type.toLowerCase(Locale.ROOT);
        return switch (label) {
            case "application/json" -> Known.JSON;
            case "*/*" -> Known.ANY;
            case "application/vnd.pgrst.object+json", "application/vnd.pgrst.object" ->
                    isStripped(text) ? Known.OBJECT_STRIPPED : Known.OBJECT;
            case "application/vnd.pgrst.array+json", "application/vnd.pgrst.array" ->
                    isStripped(text) ? Known.ARRAY_STRIPPED : Known.JSON;
            case "application/vnd.pgrst.plan", "application/vnd.pgrst.plan+text" ->
                    plan(PlanFormat.TEXT, parameters(text));
            case "application/vnd.pgrst.plan+json" -> plan(PlanFormat.JSON, parameters(text));
            default -> {
                var known = MediaType.known(label);
                yield known == null ? new MediaType.Other(label) : known;
            }
        };
    }

    private static boolean isStripped(String text) {
        return "stripped".equals(parameters(text).get("nulls"));
    }

    private static MediaType plan(PlanFormat format, Map<String, String> parameters) {
        var shape = parameters.get("for");
        return new MediaType.Plan(
                shape == null ? Known.JSON : parse(shape),
                format,
                options(parameters.getOrDefault("options", "")));
    }

    private static Set<PlanOption> options(String text) {
        var options = EnumSet.noneOf(PlanOption.class);
        for (var option : PlanOption.values()) {
            for (var word : text.split("\\|")) {
                if (word.equalsIgnoreCase(option.name())) {
                    options.add(option);
                }
            }
        }
        return options;
    }

    /// Names in lower case, values without quotes.
    private static Map<String, String> parameters(String text) {
        var parameters = new HashMap<String, String>();
        int from = text.indexOf(';') + 1;
        while (from > 0) {
            int end = endOfParameter(text, from);
            var parameter = text.substring(from, end);
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquoted(parameter.substring(equals + 1).strip()));
            }
            from = end < text.length() ? end + 1 : 0;
        }
        return parameters;
    }

    /// The next semicolon outside of quotes, or the end.
    private static int endOfParameter(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == ';' && !quoted) {
                return i;
            }
        }
        return text.length();
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
