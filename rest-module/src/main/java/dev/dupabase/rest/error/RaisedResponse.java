package dev.dupabase.rest.error;

import dev.dupabase.platform.error.ApiException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `RAISE SQLSTATE 'PGRST'`: a function rules the whole response (contracts/rest.md §8.5).
final class RaisedResponse {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MESSAGE_HINT =
            "MESSAGE must be a JSON object with obligatory keys: 'code', 'message' and optional"
                    + " keys: 'details', 'hint'.";
    private static final String DETAIL_HINT =
            "DETAIL must be a JSON object with obligatory keys: 'status', 'headers' and optional"
                    + " key: 'status_text'.";

    private RaisedResponse() {}

    static ApiException refusal(String message, @Nullable String detail) {
        var body = parse(message);
        if (body == null || !isBody(body)) {
            return bad("Invalid JSON value for MESSAGE: '" + message + "'", MESSAGE_HINT);
        }
        if (detail == null) {
            return bad("DETAIL is missing in the RAISE statement", DETAIL_HINT);
        }
        var response = parse(detail);
        if (response == null || !isResponse(response)) {
            return bad("Invalid JSON value for DETAIL: '" + detail + "'", DETAIL_HINT);
        }
        var refusal =
                new ApiException(
                                new DatabaseRefusal(
                                        body.get("code").asString(),
                                        HttpStatusCode.valueOf(response.get("status").asInt()),
                                        true,
                                        text(response.get("status_text"))),
                                body.get("message").asString())
                        .details(text(body.get("details")))
                        .hint(text(body.get("hint")));
        for (Map.Entry<String, JsonNode> header : response.get("headers").properties()) {
            var value = header.getValue().asString();
            if (!OwnHeaders.include(header.getKey(), value)) {
                refusal.header(header.getKey(), value);
            }
        }
        return refusal;
    }

    private static @Nullable JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static boolean isBody(JsonNode node) {
        return isText(node.get("code"))
                && isText(node.get("message"))
                && isTextOrAbsent(node.get("details"))
                && isTextOrAbsent(node.get("hint"));
    }

    private static boolean isResponse(JsonNode node) {
        var status = node.get("status");
        var headers = node.get("headers");
        return status != null
                && status.isInt()
                && status.asInt() >= 100
                && status.asInt() <= 999
                && isTextOrAbsent(node.get("status_text"))
                && headers != null
                && headers.isObject()
                && headers.properties().stream().allMatch(header -> isText(header.getValue()));
    }

    private static boolean isText(@Nullable JsonNode node) {
        return node != null && node.isString();
    }

    private static boolean isTextOrAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isString();
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asString();
    }

    private static ApiException bad(String details, String hint) {
        return RestError.BAD_RAISE
                .because("Could not parse JSON in the \"RAISE SQLSTATE 'PGRST'\" error")
                .details(details)
                .hint(hint);
    }
}
