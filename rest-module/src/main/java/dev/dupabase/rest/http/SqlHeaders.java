package dev.dupabase.rest.http;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.error.OwnHeaders;
import dev.dupabase.rest.error.RestError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What SQL said of the response by `response.headers` and `response.status` (contracts/rest.md
/// §6.6).
final class SqlHeaders {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 999;

    private SqlHeaders() {}

    static List<Header> parse(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        var array = read(json);
        if (!array.isArray()) {
            throw badHeaders();
        }
        var headers = new ArrayList<Header>();
        for (var element : array) {
            var header = header(element);
            if (!OwnHeaders.include(header.name(), header.value())) {
                headers.add(header);
            }
        }
        return headers;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw badHeaders();
        }
    }

    private static Header header(JsonNode element) {
        if (!element.isObject() || element.size() != 1) {
            throw badHeaders();
        }
        var only = element.properties().iterator().next();
        if (!only.getValue().isString()) {
            throw badHeaders();
        }
        return new Header(only.getKey(), only.getValue().asString());
    }

    /// @param otherwise the status if SQL set none
    static int status(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        int end = 0;
        while (end < text.length() && end < 3 && Character.isDigit(text.charAt(end))) {
            end++;
        }
        int status = end == 0 ? 0 : Integer.parseInt(text.substring(0, end));
        if (status < FIRST_STATUS || status > LAST_STATUS) {
            throw RestError.BAD_RESPONSE_STATUS.because(
                    "response.status guc must be a valid status code");
        }
        return status;
    }

    private static ApiException badHeaders() {
        return RestError.BAD_RESPONSE_HEADERS.because(
                "response.headers guc must be a JSON array composed of objects with a single key"
                        + " and a string value");
    }
}
