package dev.dupabase.rest.request.body;

import dev.dupabase.platform.error.ApiException;
import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.Payload.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The key set of a JSON document, found by walking over its tokens; nothing else of it is looked
/// at (contracts/rest.md H55, H60).
///
/// @param kind null for a scalar document
/// @param keys sorted
record JsonKeys(@Nullable Kind kind, List<String> keys) {
    private static final JsonFactory JSON = new JsonFactory();

    static JsonKeys scan(String text) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            var keys = scan(parser);
            if (parser.nextToken() != null) {
                throw invalid();
            }
            return keys;
        } catch (JacksonException e) {
            throw invalid();
        }
    }

    private static ApiException invalid() {
        return RestError.UNREADABLE_BODY.because("Empty or invalid json");
    }

    private static JsonKeys scan(JsonParser parser) {
        return switch (parser.nextToken()) {
            case null -> throw invalid();
            case START_OBJECT -> new JsonKeys(Kind.OBJECT, sorted(keysOfObject(parser)));
            case START_ARRAY -> new JsonKeys(Kind.ARRAY, sorted(keysOfArray(parser)));
            default -> new JsonKeys(null, List.of());
        };
    }

    private static List<String> sorted(Set<String> keys) {
        return List.copyOf(new TreeSet<>(keys));
    }

    private static Set<String> keysOfObject(JsonParser parser) {
        var keys = new HashSet<String>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            keys.add(parser.currentName());
            parser.nextToken();
            parser.skipChildren();
        }
        return keys;
    }

    /// Reads to the end before it complains of the keys: malformed JSON is the worse fault.
    private static Set<String> keysOfArray(JsonParser parser) {
        Set<String> keys = null;
        boolean alike = true;
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                alike = false;
                parser.skipChildren();
                continue;
            }
            var more = keysOfObject(parser);
            alike &= keys == null || keys.equals(more);
            keys = keys == null ? more : keys;
        }
        if (!alike) {
            throw RestError.UNREADABLE_BODY.because("All object keys must match");
        }
        return keys == null ? Set.of() : keys;
    }
}
