package dev.dupabase.rest.error;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.dupabase.platform.error.ApiException;
import dev.dupabase.platform.error.ErrorCode;
import org.springframework.http.HttpStatus;

/// The codes of the REST API (contracts/rest.md §8.2).
public enum RestError implements ErrorCode {
    CONNECTION_FAILED("PGRST000", HttpStatus.SERVICE_UNAVAILABLE),
    CLIENT_FAILED("PGRST001", HttpStatus.SERVICE_UNAVAILABLE),
    NO_SCHEMA_CACHE("PGRST002", HttpStatus.SERVICE_UNAVAILABLE),
    POOL_TIMEOUT("PGRST003", HttpStatus.GATEWAY_TIMEOUT),

    UNREADABLE_QUERY("PGRST100", HttpStatus.BAD_REQUEST),
    RPC_METHOD("PGRST101", HttpStatus.METHOD_NOT_ALLOWED),
    UNREADABLE_BODY("PGRST102", HttpStatus.BAD_REQUEST),
    RANGE("PGRST103", HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE),
    PUT_FILTERS("PGRST105", HttpStatus.METHOD_NOT_ALLOWED),
    UNKNOWN_SCHEMA("PGRST106", HttpStatus.NOT_ACCEPTABLE),
    MEDIA_TYPE("PGRST107", HttpStatus.NOT_ACCEPTABLE),
    NOT_EMBEDDED("PGRST108", HttpStatus.BAD_REQUEST),
    BAD_RESPONSE_HEADERS("PGRST111", HttpStatus.INTERNAL_SERVER_ERROR),
    BAD_RESPONSE_STATUS("PGRST112", HttpStatus.INTERNAL_SERVER_ERROR),
    PUT_WINDOW("PGRST114", HttpStatus.BAD_REQUEST),
    PUT_MISMATCH("PGRST115", HttpStatus.BAD_REQUEST),
    NOT_SINGULAR("PGRST116", HttpStatus.NOT_ACCEPTABLE),
    METHOD("PGRST117", HttpStatus.METHOD_NOT_ALLOWED),
    RELATED_ORDER("PGRST118", HttpStatus.BAD_REQUEST),
    EMBED_OPERATOR("PGRST120", HttpStatus.BAD_REQUEST),
    BAD_RAISE("PGRST121", HttpStatus.INTERNAL_SERVER_ERROR),
    BAD_PREFERENCES("PGRST122", HttpStatus.BAD_REQUEST),
    AGGREGATES_DISABLED("PGRST123", HttpStatus.BAD_REQUEST),
    TOO_MANY_AFFECTED("PGRST124", HttpStatus.BAD_REQUEST),
    PATH("PGRST125", HttpStatus.NOT_FOUND),
    ROOT_DISABLED("PGRST126", HttpStatus.NOT_FOUND),
    AGGREGATE_IN_SPREAD("PGRST127", HttpStatus.BAD_REQUEST),
    MAX_AFFECTED_OF_SINGLE("PGRST128", HttpStatus.BAD_REQUEST),

    NO_RELATIONSHIP("PGRST200", HttpStatus.BAD_REQUEST),
    AMBIGUOUS_RELATIONSHIP("PGRST201", HttpStatus.MULTIPLE_CHOICES),
    UNKNOWN_FUNCTION("PGRST202", HttpStatus.NOT_FOUND),
    AMBIGUOUS_FUNCTION("PGRST203", HttpStatus.MULTIPLE_CHOICES),
    UNKNOWN_COLUMN("PGRST204", HttpStatus.BAD_REQUEST),
    UNKNOWN_TABLE("PGRST205", HttpStatus.NOT_FOUND),

    NO_JWT_SECRET("PGRST300", HttpStatus.INTERNAL_SERVER_ERROR),
    BAD_TOKEN("PGRST301", HttpStatus.UNAUTHORIZED),
    ANONYMOUS_DISABLED("PGRST302", HttpStatus.UNAUTHORIZED),
    BAD_CLAIMS("PGRST303", HttpStatus.UNAUTHORIZED),

    /// Codes of our own are longer than PostgreSQL's and begin unlike PostgREST's.
    TOO_EXPENSIVE("DUP100", HttpStatus.BAD_REQUEST),
    RESULT_TOO_LARGE("DUP101", HttpStatus.BAD_REQUEST),
    NO_KEY("DUP200", HttpStatus.BAD_REQUEST),
    KEY_MISSING("DUP201", HttpStatus.BAD_REQUEST),
    KEY_REPEATED("DUP202", HttpStatus.BAD_REQUEST),
    NESTING("DUP300", HttpStatus.BAD_REQUEST),
    NESTED_FORM("DUP301", HttpStatus.BAD_REQUEST),
    NESTED_KEY("DUP302", HttpStatus.BAD_REQUEST),
    ROW_SKIPPED("DUP303", HttpStatus.BAD_REQUEST),
    BAD_CURSOR("DUP400", HttpStatus.BAD_REQUEST),
    NOT_PAGEABLE("DUP401", HttpStatus.BAD_REQUEST),
    CHANGED("DUP500", HttpStatus.PRECONDITION_FAILED),
    STORAGE_FULL("DUP600", HttpStatus.FORBIDDEN),

    INTERNAL("PGRSTX00", HttpStatus.INTERNAL_SERVER_ERROR);

    private final String code;
    private final HttpStatus status;

    RestError(String code, HttpStatus status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    /// A refusal with this code. Add details and hint to it.
    @FormatMethod
    public ApiException because(@FormatString String message, Object... args) {
        return new ApiException(this, args.length == 0 ? message : message.formatted(args));
    }
}
