package dev.dupabase.admin.error;

import dev.dupabase.platform.error.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Gathers what is wrong with the fields of a request, so that its sender learns all of it at once.
public final class Problems {
    private final Map<String, String> fields = new LinkedHashMap<>();

    /// Notes a fault unless the condition holds. A field's first fault counts.
    public Problems require(boolean condition, String field, String text) {
        if (!condition) {
            fields.putIfAbsent(field, text);
        }
        return this;
    }

    /// @throws ApiException if there was a fault
    public void refuseIfAny() {
        if (fields.isEmpty()) {
            return;
        }
        var refusal =
                new ApiException(PlatformError.INVALID_INPUT, fields.values().iterator().next());
        fields.forEach(refusal::field);
        throw refusal;
    }

    /// A refusal because of one field.
    public static ApiException of(String field, String text) {
        return new ApiException(PlatformError.INVALID_INPUT, text).field(field, text);
    }
}
