package dev.dupabase.auth.admin;

import dev.dupabase.auth.error.AuthError;
import dev.dupabase.auth.request.AuthRequest;
import dev.dupabase.auth.user.Uuids;
import dev.dupabase.platform.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// Where a list that is read by key goes on: behind a row, by its time and id.
///
/// @param after the last row that was seen; empty: from the start
/// @param size rows at a time
public record Cursor(Optional<Position> after, int size) {
    /// Where rows without a time stand.
    static final Instant NO_TIME = Instant.parse("0001-01-01T00:00:00Z");

    private static final int USUAL = 50;
    private static final int LARGEST = 1000;

    /// A row's place in the order.
    public record Position(Instant at, UUID id) {
        public String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Whether a request reads by key at all.
    static boolean isAsked(AuthRequest request) {
        return request.query().first("cursor").isPresent()
                || request.query().first("limit").isPresent();
    }

    public static Cursor of(AuthRequest request) {
        return new Cursor(
                request.query().first("cursor").map(Cursor::position),
                request.query().first("limit").map(Cursor::size).orElse(USUAL));
    }

    private static int size(String text) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) == 0) {
            throw refuse("limit must be a positive number, not \"%s\"".formatted(text));
        }
        return Math.min(Integer.parseInt(text), LARGEST);
    }

    private static Position position(String text) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = plain.split("\\|", 2);
            if (parts.length == 2) {
                var id = Uuids.parse(parts[1]);
                if (id.isPresent()) {
                    return new Position(Instant.parse(parts[0]), id.get());
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refuse("cursor is not valid");
        }
        throw refuse("cursor is not valid");
    }

    private static ApiException refuse(String reason) {
        return AuthError.VALIDATION_FAILED.refuse("Bad Pagination Parameters: " + reason);
    }
}
