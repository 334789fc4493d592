package dev.dupabase.auth.settings;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.CommonError;
import dev.dupabase.platform.project.SettingsSection;
import dev.dupabase.platform.secret.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads overrides setting by setting, each with its default and bounds, and remembers what is in
/// force. Names count in any case and with or without `GOTRUE_`; values may be JSON or, as exported
/// from environment variables, text.
final class SettingsReader {
    private static final String PREFIX = "GOTRUE_";
    private static final Pattern SECRET =
            Pattern.compile(
                    "SMTP_PASS|SMTP_HEADERS|SMS_TEST_OTP|JWT_KEYS|\\w+_(SECRETS?|AUTH_TOKEN|ACCESS_KEY|API_KEY"
                            + "|PRIVATE_KEY(_NEXT)?|ENCRYPTION_KEY|DECRYPTION_KEYS|SERVICE_HEADERS)");

    private final Map<String, JsonNode> given = new TreeMap<>();
    private final Map<String, Object> shown = new LinkedHashMap<>();

    SettingsReader(ObjectNode overrides) {
        for (var entry : overrides.properties()) {
            var name = canonical(entry.getKey());
            if (!entry.getValue().isNull() && given.put(name, entry.getValue()) != null) {
                throw refuse(name, "given twice");
            }
        }
    }

    /// The one spelling of a setting's name: capitals, without `GOTRUE_`.
    static String canonical(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith(PREFIX) ? upper.substring(PREFIX.length()) : upper;
    }

    /// Whether a setting is a secret, by its canonical name.
    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    boolean flag(String name, boolean fallback) {
        var value =
                stripped(name)
                        .map(text ->
                                switch (text.toLowerCase(Locale.ROOT)) {
                                    case "true", "1", "t" -> true;
                                    case "false", "0", "f" -> false;
                                    default -> throw refuse(name, "must be true or false");
                                })
                        .orElse(fallback);
        shown.put(name, value);
        return value;
    }

    int number(String name, int fallback, int least, int most) {
        var value = stripped(name).map(text -> parseNumber(name, text)).orElse(fallback);
        if (value < least || value > most) {
            throw refuse(name, "must be a number from %d to %d".formatted(least, most));
        }
        shown.put(name, value);
        return value;
    }

    Duration duration(String name, Duration fallback) {
        var value =
                stripped(name)
                        .map(text ->
                                GoDuration.parse(text)
                                        .orElseThrow(() ->
                                                refuse(
                                                        name,
                                                        "must be a duration such as"
                                                                + " 90s, 10m or 1h30m")))
                        .orElse(fallback);
        shown.put(name, GoDuration.print(value));
        return value;
    }

    /// A length of time that counts in whole seconds, as `JWT_EXP` does.
    Duration seconds(String name, int fallback, int least, int most) {
        return Duration.ofSeconds(number(name, fallback, least, most));
    }

    String text(String name, String fallback) {
        var value = raw(name).orElse(fallback);
        shown.put(name, value);
        return value;
    }

    Optional<String> text(String name) {
        var value = text(name, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /// @throws IllegalStateException if [#isSecret] does not know it: it would not be sealed
    Optional<Secret> secret(String name) {
        if (!isSecret(name)) {
            throw new IllegalStateException(name + " is not declared a secret");
        }
        var value = raw(name).filter(text -> !text.isEmpty()).map(Secret::new);
        shown.put(name, value.isPresent() ? SettingsSection.MASK : "");
        return value;
    }

    /// A list: a JSON array of text, or text with commas.
    List<String> list(String name, List<String> fallback) {
        var node = given.remove(name);
        var value =
                switch (node) {
                    case null -> fallback;
                    case JsonNode array when array.isArray() ->
                            array.valueStream().map(item -> scalar(name, item)).toList();
                    default ->
                            Arrays.stream(scalar(name, node).split(","))
                                    .map(String::strip)
                                    .filter(item -> !item.isEmpty())
                                    .toList();
                };
        shown.put(name, value);
        return value;
    }

    /// A setting of a part that is not built yet: kept and shown, so that exports import unchanged.
    void keep(String name) {
        var node = given.remove(name);
        if (node != null) {
            shown.put(name, isSecret(name) ? SettingsSection.MASK : node);
        }
    }

    /// The settings in force; every override must have been read.
    Map<String, Object> finish() {
        if (!given.isEmpty()) {
            throw refuse(given.keySet().iterator().next(), "is not a setting");
        }
        return Collections.unmodifiableMap(shown);
    }

    static ApiException refuse(String name, String reason) {
        return new ApiException(
                        CommonError.MALFORMED_REQUEST, "auth setting %s %s".formatted(name, reason))
                .field(name, reason);
    }

    private Optional<String> stripped(String name) {
        return raw(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Optional<String> raw(String name) {
        var node = given.remove(name);
        return node == null ? Optional.empty() : Optional.of(scalar(name, node));
    }

    private static String scalar(String name, JsonNode node) {
        if (node.isValueNode()) {
            return node.asString();
        }
        throw refuse(name, "must be a single value");
    }

    private static int parseNumber(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw refuse(name, "must be a whole number");
        }
    }
}
