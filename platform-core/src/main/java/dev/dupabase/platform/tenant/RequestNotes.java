package dev.dupabase.platform.tenant;

import org.jspecify.annotations.Nullable;

/// What the API that serves a request finds out about it, for those who count and log requests. Of
/// the request's thread only.
public final class RequestNotes {
    private long rows;
    private @Nullable String role;

    /// How many rows the answer holds, or were changed.
    public void rows(long count) {
        rows = count;
    }

    public long rows() {
        return rows;
    }

    /// In whose name it runs.
    public void role(String name) {
        role = name;
    }

    public @Nullable String role() {
        return role;
    }
}
