package dev.dupabase.platform.project;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/// The public name of a project: twenty lower-case letters, as they stand in its host name and path
/// prefix (DESIGN §2).
public record ProjectRef(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z]{20}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public ProjectRef {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a project ref: '%s'".formatted(value));
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    /// A new one, at random: 94 bits.
    public static ProjectRef random() {
        var letters = new StringBuilder(20);
        for (int i = 0; i < 20; i++) {
            letters.append((char) ('a' + RANDOM.nextInt(26)));
        }
        return new ProjectRef(letters.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
