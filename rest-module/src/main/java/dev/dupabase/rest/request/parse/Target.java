package dev.dupabase.rest.request.parse;

import dev.dupabase.rest.error.RestError;
import dev.dupabase.rest.request.UrlText;
import dev.dupabase.rest.settings.RestSettings;
import dev.dupabase.rest.settings.RestSettings.OpenApiMode;

/// What a path names (contracts/rest.md §1.1).
public sealed interface Target {
    /// The root as a description of the schema.
    record Root() implements Target {}

    record Relation(String name) implements Target {}

    /// @param schema its own schema; empty: the request's
    record Function(String schema, String name) implements Target {}

    /// @param path the raw path after `/rest/v1`
    static Target of(String path, RestSettings settings) {
        if (path.isEmpty() || path.equals("/")) {
            return root(settings);
        }
        int slash = path.indexOf('/', 1);
        if (slash < 0) {
            return new Relation(UrlText.decodeSegment(path.substring(1)));
        }
        var name = path.substring(slash + 1);
        if (!path.startsWith("/rpc/") || name.isEmpty() || name.indexOf('/') >= 0) {
            throw RestError.PATH.because("Invalid path specified in request URL");
        }
        return new Function("", UrlText.decodeSegment(name));
    }

    private static Target root(RestSettings settings) {
        if (settings.openApi().mode() == OpenApiMode.DISABLED) {
            throw RestError.ROOT_DISABLED.because("Root endpoint metadata is disabled");
        }
        var spec = settings.database().rootSpec();
        if (spec == null) {
            return new Root();
        }
        return new Function(spec.schema() == null ? "" : spec.schema(), spec.name());
    }
}
