package dev.dupabase.rest.http;

import dev.dupabase.rest.execution.Result;
import dev.dupabase.rest.execution.Result.KeyValue;
import dev.dupabase.rest.request.ApiRequest.CallRequest;
import dev.dupabase.rest.request.ApiRequest.DeleteRequest;
import dev.dupabase.rest.request.ApiRequest.DescribeRequest;
import dev.dupabase.rest.request.ApiRequest.InsertRequest;
import dev.dupabase.rest.request.ApiRequest.ReadRequest;
import dev.dupabase.rest.request.ApiRequest.UpdateRequest;
import dev.dupabase.rest.request.ApiRequest.UpsertRequest;
import dev.dupabase.rest.request.MediaType;
import dev.dupabase.rest.request.Preferences.Resolution;
import dev.dupabase.rest.request.RestCall;
import dev.dupabase.rest.request.UrlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Status, `Content-Range` and `Location` of an outcome (contracts/rest.md §1.2, §4.2, §4.3).
///
/// @param contentRange null if not sent
/// @param location null if not sent
record ResponseHead(int status, @Nullable String contentRange, @Nullable String location) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int PARTIAL_CONTENT = 206;

    static ResponseHead of(RestCall call, Result result) {
        if (result.media() instanceof MediaType.Plan) {
            return new ResponseHead(OK, null, null);
        }
        return switch (call.request()) {
            case ReadRequest read -> page(call, result);
            case CallRequest function -> call(call, result);
            case InsertRequest insert -> inserted(insert, result);
            case UpdateRequest update ->
                    new ResponseHead(
                            written(result),
                            new ContentRange(0, result.rows(), result.total()).toString(),
                            null);
            case DeleteRequest delete ->
                    new ResponseHead(written(result), ContentRange.ofCount(result.total()), null);
            case UpsertRequest upsert -> new ResponseHead(upserted(result), null, null);
            case DescribeRequest describe -> new ResponseHead(OK, null, null);
        };
    }

    private static ResponseHead page(RestCall call, Result result) {
        var range = new ContentRange(call.rootOffset(), result.rows(), result.total());
        var shown =
                PageLinks.areAfterFirst(call)
                        ? ContentRange.ofCount(result.total())
                        : range.toString();
        return new ResponseHead(range.isPartial() ? PARTIAL_CONTENT : OK, shown, null);
    }

    private static ResponseHead call(RestCall call, Result result) {
        var page = page(call, result);
        return result.isVoid() ? new ResponseHead(NO_CONTENT, page.contentRange(), null) : page;
    }

    private static ResponseHead inserted(InsertRequest insert, Result result) {
        boolean nothingNew =
                insert.resolution() == Resolution.MERGE_DUPLICATES
                        && Boolean.FALSE.equals(result.inserted());
        return new ResponseHead(
                nothingNew ? OK : CREATED,
                ContentRange.ofCount(result.total()),
                location(insert.relation(), result.location()));
    }

    private static int written(Result result) {
        return result.body() == null ? NO_CONTENT : OK;
    }

    private static int upserted(Result result) {
        if (result.body() == null) {
            return NO_CONTENT;
        }
        return Boolean.TRUE.equals(result.inserted()) ? CREATED : OK;
    }

    private static @Nullable String location(String relation, List<KeyValue> key) {
        if (key.isEmpty()) {
            return null;
        }
        var location = new StringBuilder("/");
        UrlText.encode(location, relation);
        char separator = '?';
        for (var part : key) {
            UrlText.encode(location.append(separator), part.column());
            location.append('=');
            UrlText.encode(location, part.value() == null ? "is.null" : "eq." + part.value());
            separator = '&';
        }
        return location.toString();
    }
}
