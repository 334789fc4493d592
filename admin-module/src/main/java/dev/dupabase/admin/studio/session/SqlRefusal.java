package dev.dupabase.admin.studio.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dupabase.admin.error.OwnBody;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.ErrorCode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.http.HttpStatus;

/// What PostgreSQL refused, told whole: it is the developer's own statement, or own data.
public class SqlRefusal extends ApiException implements OwnBody {
    private static final long serialVersionUID = 1L;

    /// How it is told.
    ///
    /// @param position where in the text PostgreSQL found the fault, from 1, in UTF-16 units as
    ///   JavaScript counts; null if it names no place
    /// @param line of that place, from 1
    /// @param where what PostgreSQL was at, such as the line of a function
    /// @param statement which statement of a script it was, from 0
    @Schema(name = "SqlRefusal")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Body(
            @Schema(example = "column \"boddy\" does not exist") String error,
            @Schema(example = "sql_error") String code,
            @Schema(example = "42703") @Nullable String sqlstate,
            @Schema(example = "8") @Nullable Integer position,
            @Schema(example = "1") @Nullable Integer line,
            @Schema(example = "There is a column of that name in another table")
                    @Nullable String detail,
            @Schema(example = "Perhaps you meant \"todos.body\"") @Nullable String hint,
            @Schema(example = "PL/pgSQL function f() line 3 at RAISE") @Nullable String where,
            @Schema(example = "0") @Nullable Integer statement,
            @JsonProperty("request_id") @Schema(example = "9f2c1d") @Nullable String requestId,
            @Schema(example = "{\"body\":\"may not be null\"}")
                    @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    Map<String, String> fields) {}

    /// Codes of refusals by PostgreSQL.
    public enum Code implements ErrorCode {
        SQL_ERROR(HttpStatus.BAD_REQUEST),
        SQL_CANCELLED(HttpStatus.BAD_REQUEST),
        SQL_TIMEOUT(HttpStatus.BAD_REQUEST),
        /// The connection is gone, and with it the transaction.
        ROW_TOO_LARGE(HttpStatus.BAD_REQUEST);

        private final HttpStatus status;

        Code(HttpStatus status) {
            this.status = status;
        }

        @Override
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public HttpStatus status() {
            return status;
        }
    }

    private final transient Body body;

    public SqlRefusal(Code code, Body body) {
        super(code, body.error());
        this.body = body;
    }

    @Override
    public Body body() {
        return body;
    }

    /// What PostgreSQL says of a statement of ours on the developer's data.
    ///
    /// @throws ApiException 503 instead if the connection broke
    public static SqlRefusal of(SQLException fault) {
        return of(fault, null, null, null, null);
    }

    /// What PostgreSQL says of a place in a file.
    ///
    /// @param place such as `line 7`
    public static SqlRefusal of(SQLException fault, String place, @Nullable Integer line) {
        var told = of(fault).body();
        return new SqlRefusal(
                Code.SQL_ERROR,
                new Body(
                        place + ": " + told.error(),
                        told.code(),
                        told.sqlstate(),
                        null,
                        line,
                        told.detail(),
                        told.hint(),
                        told.where(),
                        null,
                        null,
                        Map.of("body", place + ": " + told.error())));
    }

    /// What PostgreSQL says of a statement in a script.
    ///
    /// @throws ApiException 503 instead if the connection broke
    public static SqlRefusal of(
            SQLException fault,
            @Nullable Integer position,
            @Nullable Integer line,
            @Nullable Integer statement,
            @Nullable String requestId) {
        var state = fault.getSQLState();
        if (String.valueOf(fault.getMessage()).contains("maxResultBuffer")) {
            throw new ApiException(Code.ROW_TOO_LARGE, "a row of the result is larger than 64 MB");
        }
        if (state == null || (state.startsWith("08") && !isServers(fault))) {
            throw new ApiException(
                    dev.dupabase.platform.error.CommonError.DATABASE_UNAVAILABLE,
                    "the connection to the project's database was lost",
                    fault);
        }
        var message = fault instanceof PSQLException server ? server.getServerErrorMessage() : null;
        var code =
                switch (state) {
                    case "57014" ->
                            String.valueOf(fault.getMessage()).contains("statement timeout")
                                    ? Code.SQL_TIMEOUT
                                    : Code.SQL_CANCELLED;
                    default -> Code.SQL_ERROR;
                };
        var error =
                message == null || message.getMessage() == null
                        ? String.valueOf(fault.getMessage())
                        : message.getMessage();
        return new SqlRefusal(
                code,
                new Body(
                        Objects.requireNonNull(error),
                        code.code(),
                        state,
                        position,
                        line,
                        message == null ? null : message.getDetail(),
                        message == null ? null : message.getHint(),
                        message == null ? null : message.getWhere(),
                        statement,
                        requestId,
                        Map.of()));
    }

    private static boolean isServers(SQLException fault) {
        return fault instanceof PSQLException server && server.getServerErrorMessage() != null;
    }
}
