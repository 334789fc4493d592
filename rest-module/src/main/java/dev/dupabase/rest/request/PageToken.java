package dev.dupabase.rest.request;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.error.RestError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a client hands back to get the next page: the last row's values in the terms of the order.
/// They become bound values like those of any filter, so nobody gains by making one up; what is
/// checked is that it belongs to this relation and order.
public final class PageToken {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ORDER_BYTES = 9;

    private PageToken() {}

    /// Names relation and order.
    public static String order(String schema, String relation, Query query) {
        var terms = query.orders().stream().filter(Addressed::isRoot).map(Addressed::item).toList();
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    List.of(schema, relation, terms)
                                            .toString()
                                            .getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, ORDER_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param values a JSON array of texts and nulls
    public static String of(String order, String values) {
        var json = "[\"%s\",%s]".formatted(order, values);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /// The values, nothing for NULL.
    ///
    /// @throws ApiException if this is no token, or one of another order
    public static List<Optional<String>> values(String token, String order) {
        var parts = parse(token);
        if (!parts.isArray() || parts.size() != 2 || !parts.get(1).isArray()) {
            throw malformed();
        }
        if (!parts.get(0).isString() || !parts.get(0).asString().equals(order)) {
            throw RestError.BAD_CURSOR
                    .because("The cursor belongs to another request")
                    .details("A cursor goes on in the relation and the order that it came from.")
                    .hint("Begin anew without a cursor.");
        }
        var values = new ArrayList<Optional<String>>();
        for (var value : parts.get(1)) {
            if (!value.isNull() && !value.isString()) {
                throw malformed();
            }
            values.add(value.isNull() ? Optional.empty() : Optional.of(value.asString()));
        }
        return values;
    }

    private static JsonNode parse(String token) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token));
        } catch (IllegalArgumentException | JacksonException e) {
            throw malformed();
        }
    }

    public static ApiException malformed() {
        return RestError.BAD_CURSOR
                .because("The cursor cannot be read")
                .details("It is not one that this server has given.")
                .hint("Hand back 'Next-Cursor' or the address in 'Link' as it came.");
    }
}
