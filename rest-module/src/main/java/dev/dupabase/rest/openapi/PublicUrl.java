package dev.dupabase.rest.openapi;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the API is reached from outside.
///
/// @param host with its port
/// @param path never empty
public record PublicUrl(String scheme, String host, String path) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// @throws IllegalArgumentException if this is no URL
    public static PublicUrl parse(String url) {
        var uri = URI.create(url);
        var scheme = uri.getScheme() == null ? "http" : uri.getScheme();
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? HTTPS : HTTP;
        return new PublicUrl(scheme, uri.getHost() + ":" + port, pathOrRoot(uri.getPath()));
    }

    private static String pathOrRoot(@Nullable String path) {
        return path == null || path.isEmpty() ? "/" : path;
    }
}
