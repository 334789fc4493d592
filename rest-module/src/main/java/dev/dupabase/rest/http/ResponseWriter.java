package dev.dupabase.rest.http;

import dev.dupabase.rest.execution.Result;
import dev.dupabase.rest.execution.Result.LegacyName;
import dev.dupabase.rest.request.ApiRequest.InsertRequest;
import dev.dupabase.rest.request.ApiRequest.ReadRequest;
import dev.dupabase.rest.request.JsonText;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.request.UrlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes an outcome to the client: status, headers, and the body as PostgreSQL made it.
final class ResponseWriter {
    static final String VARY = "Accept, Prefer, Range";

    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /// How long all headers together may get. The container has 8 KiB for them and fails beyond,
    /// and what a long query leads to, such as `Content-Location`, is nothing to fail for.
    private static final int ROOM = 7_000;

    private static final String VERSION = "16";
    private static final String DEPRECATED =
            "Embedded resource was referenced by relation name even though it has an alias. This is"
                    + " deprecated and will stop working in a future release. Update ";

    private final Exchange exchange;
    private final RestCall call;
    private final Result result;
    private final List<Header> headers = new ArrayList<>(12);
    private int room = ROOM;

    private ResponseWriter(Exchange exchange, RestCall call, Result result) {
        this.exchange = exchange;
        this.call = call;
        this.result = result;
    }

    static void write(Exchange exchange, RestCall call, Result result) throws IOException {
        new ResponseWriter(exchange, call, result).write();
    }

    /// Whether `If-Match` names what a read of the same address yields.
    static boolean isMatched(Exchange exchange, RestCall read, Result current) throws IOException {
        var tag = new ResponseWriter(exchange, read, current).tag();
        return tag != null && tag.isDemanded(exchange.request(), current.rows());
    }

    private @Nullable EntityTag tag() throws IOException {
        var ofSql = SqlHeaders.parse(result.responseHeaders());
        var head = ResponseHead.of(call, result);
        int status = SqlHeaders.status(result.responseStatus(), head.status());
        collect(head, status, null);
        return EntityTag.of(result, status, headers, ofSql);
    }

    private void write() throws IOException {
        var ofSql = SqlHeaders.parse(result.responseHeaders());
        var head = ResponseHead.of(call, result);
        var refusal = refusal();
        int otherwise = refusal == null ? head.status() : RANGE_NOT_SATISFIABLE;
        int status = SqlHeaders.status(result.responseStatus(), otherwise);
        collect(head, status, refusal);
        var validator = refusal == null ? validator(ofSql, status) : null;
        boolean unchanged = validator != null && validator.isWith(exchange.request());
        if (validator != null) {
            validator.addTo(headers, unchanged);
        }
        exchange.response().setStatus(unchanged ? NOT_MODIFIED : status);
        send(ofSql);
        if (unchanged) {
            exchange.response().flushBuffer();
        } else {
            writeBody(refusal);
        }
    }

    private @Nullable EntityTag validator(List<Header> ofSql, int status) throws IOException {
        return exchange.settings().extensions().etags() && exchange.isRead()
                ? EntityTag.of(result, status, headers, ofSql)
                : null;
    }

    /// The body of the refusal of a page that begins after the last row, known only when the rows
    /// have been counted; null for any other page.
    private byte @Nullable [] refusal() {
        var range = new ContentRange(call.rootOffset(), result.rows(), result.total());
        if (call.rootOffset() == 0 || !range.isBeyondEnd()) {
            return null;
        }
        var json = new StringBuilder("{\"code\":\"PGRST103\",\"details\":");
        JsonText.quote(
                json,
                "An offset of %d was requested, but there are only %d rows."
                        .formatted(call.rootOffset(), result.total()));
        json.append(",\"hint\":null,\"message\":\"Requested range not satisfiable\"}");
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void collect(ResponseHead head, int status, byte @Nullable [] refusal) {
        add("Content-Range", head.contentRange());
        if (call.request() instanceof ReadRequest read && read.start() != null) {
            var next = PageLinks.next(call, result);
            add("Next-Cursor", next);
            add("Link", PageLinks.links(exchange, call, next));
        }
        if (hasContent() || refusal != null) {
            add("Content-Type", ContentTypes.of(result.media()));
            add("Content-Profile", contentProfile());
        }
        var applied = AppliedPreferences.of(call, result, exchange.settings());
        add("Preference-Applied", applied.isEmpty() ? null : applied);
        add("Vary", VARY);
        add("Warning", warning());
        if (exchange.settings().server().timingEnabled()) {
            add(
                    "Server-Timing",
                    exchange.timings().header(result.planNanos(), result.transactionNanos()));
        }
        if (!exchange.isHead() && status != NO_CONTENT) {
            add("Content-Length", contentLength(refusal));
        }
        add("Location", head.location());
        if (call.request() instanceof ReadRequest read) {
            add("Content-Location", contentLocation(read));
        }
    }

    private void add(String name, @Nullable String value) {
        if (value != null && value.length() <= room) {
            room -= value.length();
            headers.add(new Header(name, value));
        }
    }

    /// Whether a body is sent, or would be if this were not `HEAD`.
    private boolean hasContent() {
        return result.body() != null || (exchange.isHead() && !result.isVoid());
    }

    private String contentLocation(ReadRequest read) {
        var location = new StringBuilder("/");
        UrlText.encode(location, read.relation());
        var query = exchange.query().canonical();
        return query.isEmpty()
                ? location.toString()
                : location.append('?').append(query).toString();
    }

    private @Nullable String contentProfile() {
        boolean several = exchange.settings().database().schemas().size() > 1;
        return several || call.profile() != null ? call.request().schema() : null;
    }

    private @Nullable String contentLength(byte @Nullable [] refusal) {
        if (refusal != null) {
            return String.valueOf(refusal.length);
        }
        var body = result.body();
        if (body == null) {
            return call.request() instanceof InsertRequest ? "0" : null;
        }
        return body.length() < 0 ? null : String.valueOf(body.length());
    }

    private @Nullable String warning() {
        if (result.legacyNames().isEmpty()) {
            return null;
        }
        var changes =
                result.legacyNames().stream()
                        .map(ResponseWriter::change)
                        .collect(Collectors.joining(", "));
        return "299 PostgRESTv"
                + VERSION
                + " \""
                + DEPRECATED
                + changes
                + " in query string filters, orders or limits.\"";
    }

    private static String change(LegacyName legacy) {
        return '`' + legacy.name() + "` to `" + legacy.alias() + '`';
    }

    /// What SQL set replaces what was collected; of its own, repeats are kept.
    private void send(List<Header> ofSql) {
        var response = exchange.response();
        for (var header : headers) {
            if (ofSql.stream().noneMatch(other -> other.name().equalsIgnoreCase(header.name()))) {
                // None of them is there yet: setting would compare each with all others.
                response.addHeader(header.name(), header.value());
            }
        }
        for (int i = 0; i < ofSql.size(); i++) {
            var header = ofSql.get(i);
            if (ofSql.subList(0, i).stream()
                    .anyMatch(before -> before.name().equalsIgnoreCase(header.name()))) {
                response.addHeader(header.name(), header.value());
            } else {
                response.setHeader(header.name(), header.value());
            }
        }
    }

    private void writeBody(byte @Nullable [] refusal) throws IOException {
        var out = exchange.response().getOutputStream();
        if (exchange.isHead()) {
            exchange.response().flushBuffer();
        } else if (refusal != null) {
            out.write(refusal);
        } else if (result.body() != null) {
            result.body().writeTo(out);
        }
    }
}
