package dev.dupabase.rest.error;

import dev.dupabase.platform.database.ResultTooLarge;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.pool.PoolRefusal;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/// What a refusal of PostgreSQL means in HTTP (contracts/rest.md §8.3, §8.5).
public final class SqlStateTranslator {
    private static final int LAST_STATUS = 999;
    private static final int FIRST_STATUS = 100;

    private static final Pattern RAISED = Pattern.compile("PT[1-9][0-9][0-9]");

    private SqlStateTranslator() {}

    /// @param role in whose name the statement ran
    /// @param anonymous the role of callers without a token
    public static ApiException translate(
            SQLException fault, String role, @Nullable String anonymous) {
        if (fault instanceof ResultTooLarge) {
            return RestError.RESULT_TOO_LARGE
                    .because("The result is too large to be held in memory")
                    .hint("Ask for fewer or smaller rows; when writing, for return=minimal.");
        }
        var server = serverMessage(fault);
        return server == null
                ? connectionFault(fault)
                : refusal(server, role.equals(anonymous), fault);
    }

    /// Whether the server itself refused, rather than not being there.
    public static boolean isRefusal(SQLException fault) {
        return serverMessage(fault) != null;
    }

    private static @Nullable ServerErrorMessage serverMessage(SQLException fault) {
        return fault instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    }

    private static ApiException refusal(
            ServerErrorMessage server, boolean anonymous, SQLException fault) {
        var state = server.getSQLState() == null ? "XX000" : server.getSQLState();
        var message = server.getMessage() == null ? "" : server.getMessage();
        if (state.equals("PGRST")) {
            return RaisedResponse.refusal(message, server.getDetail());
        }
        var status = status(state, message, anonymous);
        boolean raised = RAISED.matcher(state).matches();
        boolean down = !raised && status.value() == HttpStatus.SERVICE_UNAVAILABLE.value();
        return new ApiException(
                        new DatabaseRefusal(state, status, false, raised ? message : null),
                        message,
                        down ? fault : null)
                .details(server.getDetail())
                .hint(server.getHint());
    }

    /// The driver's and the pools' own faults: nobody was there to answer.
    private static ApiException connectionFault(SQLException fault) {
        if (fault instanceof PoolRefusal refusal) {
            return poolFault(refusal);
        }
        var state = fault.getSQLState();
        if (state != null && state.startsWith("08")) {
            return new ApiException(
                            RestError.CONNECTION_FAILED, "Database connection error.", fault)
                    .details(fault.getMessage());
        }
        return new ApiException(
                        RestError.CLIENT_FAILED,
                        "Database client error. Retrying the connection.",
                        fault)
                .details(fault.getMessage());
    }

    private static ApiException poolFault(PoolRefusal refusal) {
        if (refusal.reason() == PoolRefusal.Reason.TIMEOUT) {
            return RestError.POOL_TIMEOUT.because(
                    "Timed out acquiring connection from connection pool.");
        }
        return RestError.CONNECTION_FAILED
                .because("Database connection error.")
                .details(refusal.getMessage())
                .header("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
    }

    static HttpStatusCode status(String state, String message, boolean anonymous) {
        return switch (state) {
            case "23503", "23505" -> HttpStatus.CONFLICT;
            case "25006" -> HttpStatus.METHOD_NOT_ALLOWED;
            case "21000" ->
                    message.endsWith("requires a WHERE clause")
                            ? HttpStatus.BAD_REQUEST
                            : HttpStatus.INTERNAL_SERVER_ERROR;
            case "22023" ->
                    message.startsWith("role ") && message.endsWith(" does not exist")
                            ? HttpStatus.UNAUTHORIZED
                            : HttpStatus.BAD_REQUEST;
            case "42883" ->
                    message.startsWith("function xmlagg(")
                            ? HttpStatus.NOT_ACCEPTABLE
                            : HttpStatus.NOT_FOUND;
            case "42P01" -> HttpStatus.NOT_FOUND;
            case "42P17", "53400" -> HttpStatus.INTERNAL_SERVER_ERROR;
            case "42501" -> anonymous ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN;
            case "57P01" -> HttpStatus.SERVICE_UNAVAILABLE;
            case "P0001" -> HttpStatus.BAD_REQUEST;
            default -> state.startsWith("PT") ? raised(state) : ofClass(state);
        };
    }

    private static HttpStatusCode ofClass(String state) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08", "53" -> HttpStatus.SERVICE_UNAVAILABLE;
            case "0L", "0P", "28" -> HttpStatus.FORBIDDEN;
            case "09",
                    "25",
                    "2D",
                    "38",
                    "39",
                    "3B",
                    "40",
                    "54",
                    "55",
                    "57",
                    "58",
                    "F0",
                    "HV",
                    "P0",
                    "XX" ->
                    HttpStatus.INTERNAL_SERVER_ERROR;
            default -> HttpStatus.BAD_REQUEST;
        };
    }

    /// `PT402` means 402.
    private static HttpStatusCode raised(String state) {
        try {
            int status = Integer.parseInt(state.substring(2));
            return status >= FIRST_STATUS && status <= LAST_STATUS
                    ? HttpStatusCode.valueOf(status)
                    : HttpStatus.INTERNAL_SERVER_ERROR;
        } catch (NumberFormatException e) {
            return HttpStatus.INTERNAL_SERVER_ERROR;
        }
    }
}
