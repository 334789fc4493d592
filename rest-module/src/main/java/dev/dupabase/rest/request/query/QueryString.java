package dev.dupabase.rest.request.query;

import dev.dupabase.rest.request.UrlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of a query string in their order, decoded (contracts/rest.md Q1).
public final class QueryString {
    /// @param value null for a key without `=`
    public record Parameter(String key, @Nullable String value) {}

    private final List<Parameter> parameters;

    private QueryString(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    public static QueryString parse(@Nullable String raw) {
        var parameters = new ArrayList<Parameter>();
        int length = raw == null ? 0 : raw.length();
        for (int from = 0; raw != null && from < length; ) {
            int end = from;
            int equals = -1;
            while (end < length && raw.charAt(end) != '&' && raw.charAt(end) != ';') {
                if (raw.charAt(end) == '=' && equals < 0) {
                    equals = end;
                }
                end++;
            }
            if (end > from) {
                parameters.add(
                        equals < 0
                                ? new Parameter(UrlText.decode(raw, from, end, '+'), null)
                                : new Parameter(
                                        UrlText.decode(raw, from, equals, '+'),
                                        UrlText.decode(raw, equals + 1, end, '+')));
            }
            from = end + 1;
        }
        return new QueryString(parameters);
    }

    /// The first value of that key; null if it is not there.
    public @Nullable String first(String key) {
        for (var parameter : parameters) {
            if (parameter.key().equals(key)) {
                return parameter.value() == null ? "" : parameter.value();
            }
        }
        return null;
    }

    public QueryString without(String key) {
        return new QueryString(
                parameters.stream().filter(parameter -> !parameter.key().equals(key)).toList());
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /// The parameters sorted by key, repeated keys merged, encoded anew (contracts/rest.md H10).
    /// Empty without parameters.
    public String canonical() {
        var merged = new LinkedHashMap<String, String>();
        parameters.stream()
                .sorted(Comparator.comparing(Parameter::key))
                .forEach(parameter ->
                        merged.merge(
                                parameter.key(),
                                parameter.value() == null ? "" : parameter.value(),
                                (before, more) -> before + "," + more));
        var text = new StringBuilder();
        merged.forEach((key, value) -> {
            text.append(text.isEmpty() ? "" : "&");
            UrlText.encode(text, key);
            UrlText.encode(text.append('='), value);
        });
        return text.toString();
    }
}
