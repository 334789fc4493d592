package dev.dupabase.rest.schema;

import java.util.List;
import java.util.stream.Stream;

/// Which schemas of a database count.
///
/// @param exposed named by clients; the first is the default
/// @param extra searched besides for functions and views
public record SchemaScope(List<String> exposed, List<String> extra) {
    public SchemaScope {
        exposed = List.copyOf(exposed);
        extra = List.copyOf(extra);
    }

    /// All that may matter to a request, each once.
    public List<String> all() {
        return Stream.concat(exposed.stream(), extra.stream()).distinct().toList();
    }
}
