package dev.dupabase.rest.request.body;

import dev.dupabase.rest.request.JsonText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes rows of text as JSON.
final class JsonRows {
    private JsonRows() {}

    static void object(StringBuilder out, Map<String, ? extends @Nullable String> row) {
        out.append('{');
        boolean first = true;
        for (var entry : row.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            JsonText.quote(out, entry.getKey());
            out.append(':');
            var value = entry.getValue();
            if (value == null) {
                out.append("null");
            } else {
                JsonText.quote(out, value);
            }
        }
        out.append('}');
    }
}
