package dev.dupabase.backup.store;

import dev.dupabase.platform.secret.Secret;
import java.net.URI;

/// A bucket and the keys to it.
///
/// @param endpoint such as `https://s3.eu-central-1.amazonaws.com`
public record Location(
        URI endpoint, String region, String bucket, Secret accessKey, Secret secretKey) {
    /// AWS wants the bucket in the host name; others have it in the path.
    boolean isPathStyle() {
        return !String.valueOf(endpoint.getHost()).endsWith(".amazonaws.com");
    }
}
