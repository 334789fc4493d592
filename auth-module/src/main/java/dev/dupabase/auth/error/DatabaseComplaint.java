package dev.dupabase.auth.error;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/// What a trigger or constraint of the project's owner said no with: it was written for the client,
/// so it reaches the client (contracts/auth.md §1.2).
record DatabaseComplaint(HttpStatusCode status, Map<String, String> body) {
    /// SQLSTATE P0001 and class 23 become 500; `PTnnn` becomes HTTP nnn. Empty for anything else.
    static Optional<DatabaseComplaint> of(@Nullable Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException e && e.getServerErrorMessage() != null) {
                return of(e.getServerErrorMessage());
            }
        }
        return Optional.empty();
    }

    private static Optional<DatabaseComplaint> of(ServerErrorMessage message) {
        var state = String.valueOf(message.getSQLState());
        return status(state)
                .map(status -> {
                    var body = new LinkedHashMap<String, String>();
                    body.put("code", state);
                    body.put("message", String.valueOf(message.getMessage()));
                    put(body, "hint", message.getHint());
                    put(body, "detail", message.getDetail());
                    return new DatabaseComplaint(status, body);
                });
    }

    private static Optional<HttpStatusCode> status(String state) {
        if (state.equals("P0001") || state.startsWith("23")) {
            return Optional.of(HttpStatus.INTERNAL_SERVER_ERROR);
        }
        return state.matches("PT[1-5]\\d\\d")
                ? Optional.of(HttpStatusCode.valueOf(Integer.parseInt(state.substring(2))))
                : Optional.empty();
    }

    private static void put(Map<String, String> body, String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            body.put(key, value);
        }
    }
}
