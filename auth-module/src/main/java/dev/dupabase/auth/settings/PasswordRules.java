package dev.dupabase.auth.settings;

import java.util.ArrayList;
import java.util.List;

/// What a password must be like (contracts/auth.md §4.2).
///
/// @param requiredCharacters sets of which each must occur at least once
/// @param refuseLeaked whether Have I Been Pwned is asked
/// @param userAgent as which that service knows the project
/// @param failClosed whether a password is refused when that service does not answer
public record PasswordRules(
        int minLength,
        List<String> requiredCharacters,
        boolean refuseLeaked,
        boolean failClosed,
        String userAgent) {
    static PasswordRules read(SettingsReader reader) {
        var rules =
                new PasswordRules(
                        reader.number("PASSWORD_MIN_LENGTH", 6, 6, 72),
                        characterSets(reader.text("PASSWORD_REQUIRED_CHARACTERS", "")),
                        reader.flag("PASSWORD_HIBP_ENABLED", false),
                        reader.flag("PASSWORD_HIBP_FAIL_CLOSED", false),
                        reader.text("PASSWORD_HIBP_USER_AGENT").orElse("Dupabase"));
        for (var name :
                List.of(
                        "PASSWORD_HIBP_BLOOM_ENABLED",
                        "PASSWORD_HIBP_BLOOM_ITEMS",
                        "PASSWORD_HIBP_BLOOM_FALSE_POSITIVES")) {
            reader.keep(name);
        }
        return rules;
    }

    /// Sets separated by `:`; a colon in a set is written `\:`.
    private static List<String> characterSets(String text) {
        var sets = new ArrayList<String>();
        var current = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ':') {
                current.append(':');
                i++;
            } else if (letter == ':') {
                sets.add(current.toString());
                current.setLength(0);
            } else {
                current.append(letter);
            }
        }
        sets.add(current.toString());
        return sets.stream().filter(set -> !set.isEmpty()).toList();
    }
}
