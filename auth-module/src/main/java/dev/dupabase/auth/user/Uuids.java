package dev.dupabase.auth.user;

import java.util.Optional;
import java.util.UUID;

/// Ids as clients send them.
public final class Uuids {
    private static final int LENGTH = 36;

    private Uuids() {}

    /// Empty if it is not a UUID in its usual form.
    public static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
