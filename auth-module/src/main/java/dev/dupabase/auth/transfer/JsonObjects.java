package dev.dupabase.auth.transfer;

import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The objects of a JSON file, one by one: those of an array, those of the array `users` of an
/// object, or one after the other as in NDJSON.
final class JsonObjects {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BoundedInput input;
    private final JsonParser parser;
    private @Nullable JsonNode header;
    private boolean begun;
    private boolean inArray;
    private @Nullable JsonNode first;

    JsonObjects(InputStream input) {
        this.input = new BoundedInput(input);
        this.parser = JSON.createParser(this.input);
    }

    /// What an object that holds the array `users` says before it, under `hash_config`.
    Optional<JsonNode> header() {
        return Optional.ofNullable(header);
    }

    Optional<JsonNode> next() throws FileFault {
        try {
            if (!begun) {
                begun = true;
                begin();
            }
            if (first != null) {
                var node = first;
                first = null;
                return Optional.of(node);
            }
            var token = parser.nextToken();
            if (token == null || (inArray && token == JsonToken.END_ARRAY)) {
                return Optional.empty();
            }
            JsonNode node = parser.readValueAsTree();
            input.entryDone();
            return Optional.of(node);
        } catch (JacksonException e) {
            throw new FileFault(reason(e));
        }
    }

    private void begin() throws FileFault {
        var token = parser.nextToken();
        if (token == JsonToken.START_ARRAY) {
            inArray = true;
        } else if (token == JsonToken.START_OBJECT) {
            beginObject();
        } else if (token != null) {
            throw new FileFault("the file must hold an array or objects");
        }
    }

    /// Either it holds the users, or it is the first of them.
    private void beginObject() {
        var object = JSON.createObjectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var value = parser.nextToken();
            if (name.equals("users") && value == JsonToken.START_ARRAY) {
                inArray = true;
                header = object.get("hash_config");
                return;
            }
            JsonNode node = parser.readValueAsTree();
            object.set(name, node);
        }
        input.entryDone();
        first = object;
    }

    private static String reason(JacksonException e) {
        return e.getCause() instanceof BoundedInput.EntryTooLarge tooLarge
                ? String.valueOf(tooLarge.getMessage())
                : "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
