package dev.dupabase.rest.request;

import java.util.List;

/// Something said of one node of the select tree.
///
/// @param path the embeds on the way down, by alias or name; empty for the root
public record Addressed<T>(List<String> path, T item) {
    public Addressed {
        path = List.copyOf(path);
    }

    public boolean isRoot() {
        return path.isEmpty();
    }
}
