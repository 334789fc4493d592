package dev.dupabase.rest.request.parse;

import dev.dupabase.rest.request.ApiRequest;
import dev.dupabase.rest.request.ApiRequest.Access;
import dev.dupabase.rest.request.ApiRequest.Body;
import dev.dupabase.rest.request.ApiRequest.ByKey;
import dev.dupabase.rest.request.Arguments;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.Payload;
import dev.dupabase.rest.request.Preferences;
import dev.dupabase.rest.request.Preferences.Missing;
import dev.dupabase.rest.request.Preferences.Resolution;
import dev.dupabase.rest.request.Preferences.Return;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.request.body.BodyReader;
import dev.dupabase.rest.request.body.NestedScan;
import dev.dupabase.rest.request.grammar.Values;
import dev.dupabase.rest.request.header.AcceptParser;
import dev.dupabase.rest.request.header.PreferParser;
import dev.dupabase.rest.request.header.RequestInfoReader;
import dev.dupabase.rest.request.query.QueryReader;
import dev.dupabase.rest.request.query.QueryReader.Reading;
import dev.dupabase.rest.request.query.QueryReader.RootWindow;
import dev.dupabase.rest.request.query.QueryReader.Style;
import dev.dupabase.rest.request.query.QueryString;
import dev.dupabase.rest.settings.RestSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Parses one request whose [Address] is known: query string, then ranges, then body
/// (contracts/rest.md §1.5, steps 7 to 9).
public final class RequestParser {
    private static final String NESTED_INSERT = "nested=insert";

    private final HttpServletRequest request;
    private final Address address;
    private final RestSettings settings;
    private final Values values = new Values();
    private final QueryString query;
    private final boolean nested;
    private final @Nullable Paging paging;
    private final Preferences preferences;
    private final List<MediaType> accept;

    private RequestParser(
            HttpServletRequest request, Address address, QueryString query, RestSettings settings) {
        this.request = request;
        this.address = address;
        this.settings = settings;
        var preferred = PreferParser.parse(request.getHeaders("Prefer"));
        this.nested = isNestedInsert(preferred);
        this.paging = mayBePaged() ? Paging.of(query, preferred) : null;
        this.query = paging == null ? query : query.without(Paging.PARAMETER);
        this.preferences =
                nested
                        ? preferred.honouring(NESTED_INSERT)
                        : paging == null ? preferred : paging.preferences();
        this.accept = AcceptParser.parse(request.getHeader("Accept"));
    }

    /// @throws IOException if the body cannot be read
    public static RestCall parse(
            HttpServletRequest request, Address address, QueryString query, RestSettings settings)
            throws IOException {
        return new RequestParser(request, address, query, settings).parse();
    }

    private RestCall parse() throws IOException {
        var reading = QueryReader.read(query, style(), rangeHeader(), values);
        var shape = shape(reading);
        return new RestCall(
                shape,
                values.toList(),
                reading.rootOffset(),
                preferences,
                RequestInfoReader.read(request, address.path()),
                address.profile(),
                isGuarded());
    }

    private Style style() {
        boolean call = address.target() instanceof Target.Function;
        var maxRows = settings.database().maxRows();
        return switch (address.method()) {
            case "GET", "HEAD" -> new Style(RootWindow.APPLIED, call, maxRows);
            case "PUT" -> new Style(RootWindow.REFUSED, false, null);
            default ->
                    call
                            ? new Style(RootWindow.APPLIED, false, maxRows)
                            : new Style(RootWindow.IGNORED, false, null);
        };
    }

    private @Nullable String rangeHeader() {
        return address.method().equals("GET") ? request.getHeader("Range") : null;
    }

    private ApiRequest shape(Reading reading) throws IOException {
        return switch (address.target()) {
            case Target.Root() ->
                    new ApiRequest.DescribeRequest(address.schema(), accept, wantedBody());
            case Target.Relation(var name) -> relationShape(name, reading);
            case Target.Function(var schema, var name) -> callShape(schema, name, reading);
        };
    }

    private ApiRequest relationShape(String relation, Reading reading) throws IOException {
        var schema = address.schema();
        var wanted = reading.query();
        var returning = Objects.requireNonNullElse(preferences.returning(), Return.MINIMAL);
        var missing = Objects.requireNonNullElse(preferences.missing(), Missing.NULL);
        var count = preferences.count();
        return switch (address.method()) {
            case "POST" -> {
                var rows = BodyReader.rows(contentType(), body(), reading.columns(), values);
                yield new ApiRequest.InsertRequest(
                        schema,
                        relation,
                        wanted,
                        rows,
                        nested ? NestedScan.scan(values.get(rows.body()).toString()) : null,
                        reading.onConflict(),
                        preferences.resolution(),
                        missing,
                        returning,
                        count,
                        accept);
            }
            case "PATCH" -> {
                var rows = BodyReader.rows(contentType(), body(), reading.columns(), values);
                yield new ApiRequest.UpdateRequest(
                        schema,
                        relation,
                        wanted,
                        rows,
                        isByKey(rows) ? new ByKey(reading.onConflict()) : null,
                        missing,
                        returning,
                        count,
                        accept);
            }
            case "PUT" ->
                    new ApiRequest.UpsertRequest(
                            schema,
                            relation,
                            wanted,
                            BodyReader.rows(contentType(), body(), null, values),
                            returning,
                            accept);
            case "DELETE" ->
                    new ApiRequest.DeleteRequest(
                            schema, relation, wanted, returning, count, accept);
            default ->
                    new ApiRequest.ReadRequest(
                            schema,
                            relation,
                            wanted,
                            paging == null ? null : paging.start(schema, relation, reading, values),
                            count,
                            accept,
                            wantedBody());
        };
    }

    private boolean isGuarded() {
        return settings.extensions().etags()
                && request.getHeader("If-Match") != null
                && switch (address.method()) {
                    case "PATCH", "PUT", "DELETE" -> true;
                    default -> false;
                };
    }

    private boolean mayBePaged() {
        return settings.extensions().cursors()
                && address.target() instanceof Target.Relation
                && (address.method().equals("GET") || address.method().equals("HEAD"));
    }

    private boolean isNestedInsert(Preferences preferred) {
        return settings.extensions().nestedInsert()
                && address.target() instanceof Target.Relation
                && address.method().equals("POST")
                && preferred.unknown().contains(NESTED_INSERT);
    }

    private boolean isByKey(Payload rows) {
        return rows.kind() == Payload.Kind.ARRAY
                && preferences.resolution() == Resolution.MERGE_DUPLICATES
                && settings.extensions().bulkUpdate();
    }

    private ApiRequest callShape(String schema, String name, Reading reading) throws IOException {
        boolean post = address.method().equals("POST");
        return new ApiRequest.CallRequest(
                schema.isEmpty() ? address.schema() : schema,
                name,
                reading.query(),
                post
                        ? BodyReader.arguments(contentType(), body(), reading.columns(), values)
                        : new Arguments.Named(reading.arguments()),
                post ? Access.BY_VOLATILITY : Access.READ_ONLY,
                preferences.count(),
                accept,
                wantedBody());
    }

    /// Of `HEAD` a body is made, though not sent, where its tag is asked for.
    private Body wantedBody() {
        return address.method().equals("HEAD") && !isConditional() ? Body.OMITTED : Body.SENT;
    }

    private boolean isConditional() {
        return settings.extensions().etags() && request.getHeader("If-None-Match") != null;
    }

    private @Nullable String contentType() {
        return request.getContentType();
    }

    private byte[] body() throws IOException {
        return request.getInputStream().readAllBytes();
    }
}
