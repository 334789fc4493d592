package dev.dupabase.platform.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Whose bucket it is.
///
/// @param name of the limiter
/// @param caller told from others by `equals`; the same in every instance by `toString`
record BucketKey(String name, RateLimit limit, Object caller) {
    /// The same in every instance, and no address in a table.
    byte[] hash() {
        try {
            var text = name + '\n' + limit + '\n' + caller;
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
