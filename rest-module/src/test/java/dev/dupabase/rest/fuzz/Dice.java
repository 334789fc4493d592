package dev.dupabase.rest.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Chance, and the few ways in which it is used.
final class Dice {
    private static final String NOISE =
            "abz019_$ -\"\\(){}[],.:;*!>'=&%\t\né😀\0notandorineqislike?+#/";

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /// True once in so many times.
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    String pick(String... all) {
        return all[random.nextInt(all.length)];
    }

    /// @param high the greatest number of times
    <T> List<T> some(int low, int high, Supplier<T> maker) {
        var made = new ArrayList<T>();
        for (int i = between(low, high); i > 0; i--) {
            made.add(maker.get());
        }
        return made;
    }

    /// One to `length` characters, most of which mean something to some parser.
    String noise(int length) {
        var text = new StringBuilder();
        for (int i = random.nextInt(length); i >= 0; i--) {
            text.append(NOISE.charAt(random.nextInt(NOISE.length())));
        }
        return text.toString();
    }

    /// A key and a value of a query string.
    static String pair(String key, String value) {
        return encoded(key) + "=" + encoded(value);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// A name in double quotes, as the API's grammar has it.
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String json(String text) {
        var json = new StringBuilder();
        dev.dupabase.rest.request.JsonText.quote(json, text);
        return json.toString();
    }
}
