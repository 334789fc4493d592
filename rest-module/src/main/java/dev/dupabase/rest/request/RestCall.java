package dev.dupabase.rest.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request: its shape, its values and its circumstances.
///
/// @param values by [Slot#index]: text, or `byte[]` for a raw body of octets
/// @param rootOffset the first row wanted, as in the slot of the root's [Window]
/// @param profile the schema header's value; null if the client sent none
/// @param guarded whether rows may only be changed if they are what the client says
public record RestCall(
        ApiRequest request,
        List<Object> values,
        long rootOffset,
        Preferences preferences,
        RequestInfo info,
        @Nullable String profile,
        boolean guarded) {
    /// The read that goes with a write: of the same values, and uncounted.
    public RestCall reading(ApiRequest read) {
        return new RestCall(read, values, 0, Preferences.NONE, info, profile, false);
    }

    /// @throws ClassCastException if the value is `byte[]`
    public String text(Slot slot) {
        return (String) values.get(slot.index());
    }
}
