package dev.dupabase.platform.token;

import java.util.Map;
import java.util.Optional;

/// The claims of a token whose signature is good. Time and audience are not yet checked: each API
/// has its own leeway and its own words for them.
///
/// @param json the payload as it stood in the token, byte for byte
/// @param values the same, parsed: text, Long, Double, Boolean, List or Map
public record Claims(String json, Map<String, Object> values) {
    public Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public Optional<Long> number(String name) {
        return values.get(name) instanceof Number number
                ? Optional.of(number.longValue())
                : Optional.empty();
    }
}
