package dev.dupabase.auth.request;

import dev.dupabase.auth.error.AuthError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Names and values of a query string or of a posted form. What cannot be decoded is left out.
public record FormValues(Map<String, List<String>> values) {
    public static final FormValues NONE = new FormValues(Map.of());

    static FormValues parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&")) {
            var halves = pair.split("=", 2);
            var name = decode(halves[0]);
            var value = halves.length == 1 ? Optional.of("") : decode(halves[1]);
            if (name.isPresent() && value.isPresent() && !name.get().isEmpty()) {
                if (value.get().indexOf('\0') >= 0) {
                    throw AuthError.VALIDATION_FAILED.refuse(
                            "%s must not contain NUL".formatted(name.get()));
                }
                values.computeIfAbsent(name.get(), n -> new ArrayList<>()).add(value.get());
            }
        }
        return new FormValues(values);
    }

    /// The first value of that name, if it is not empty.
    public Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name))
                .map(List::getFirst)
                .filter(value -> !value.isEmpty());
    }

    private static Optional<String> decode(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
