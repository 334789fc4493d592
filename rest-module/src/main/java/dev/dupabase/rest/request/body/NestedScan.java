package dev.dupabase.rest.request.body;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.Nested;
import dev.dupabase.rest.request.Nested.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Finds what stands inside of a payload's objects, level by level. Objects of one level are taken
/// together.
public final class NestedScan {
    private static final JsonFactory JSON = new JsonFactory();

    /// What is deeper, or has more keys, are no rows but somebody's JSON.
    private static final int MAX_DEPTH = 16;

    private static final int MAX_KEYS = 500;

    private NestedScan() {}

    /// @param text a JSON document: an object, or an array of objects
    public static List<Nested> scan(String text) {
        var root = new Entry();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            root.read(parser, 0);
        } catch (JacksonException e) {
            throw RestError.UNREADABLE_BODY.because("Empty or invalid json");
        }
        return root.inner();
    }

    /// All values of one key.
    private static final class Entry {
        private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        private final TreeMap<String, Entry> keys = new TreeMap<>();

        void read(JsonParser parser, int depth) {
            switch (parser.currentToken()) {
                case START_OBJECT -> {
                    kinds.add(Kind.OBJECT);
                    readObject(parser, depth);
                }
                case START_ARRAY -> readArray(parser, depth);
                case VALUE_NULL -> {}
                default -> kinds.add(Kind.OTHER);
            }
        }

        private void readArray(JsonParser parser, int depth) {
            kinds.add(Kind.OBJECTS);
            for (var token = parser.nextToken();
                    token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    readObject(parser, depth);
                } else {
                    kinds.add(Kind.OTHER);
                    parser.skipChildren();
                }
            }
        }

        private void readObject(JsonParser parser, int depth) {
            if (depth > MAX_DEPTH) {
                kinds.add(Kind.OTHER);
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var key = parser.currentName();
                parser.nextToken();
                var entry = keys.get(key);
                if (entry == null && keys.size() == MAX_KEYS) {
                    kinds.add(Kind.OTHER);
                    parser.skipChildren();
                    continue;
                }
                if (entry == null) {
                    entry = new Entry();
                    keys.put(key, entry);
                }
                entry.read(parser, depth + 1);
            }
        }

        private boolean isPlain() {
            return kinds.equals(EnumSet.of(Kind.OTHER)) && keys.isEmpty();
        }

        List<Nested> inner() {
            return keys.entrySet().stream()
                    .filter(entry -> !entry.getValue().isPlain())
                    .map(entry -> entry.getValue().nested(entry.getKey()))
                    .toList();
        }

        private Nested nested(String key) {
            return new Nested(key, kinds, List.copyOf(keys.keySet()), inner());
        }
    }
}
