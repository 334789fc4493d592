package dev.dupabase.auth.session;

import dev.dupabase.auth.request.AuthRequest;
import org.jspecify.annotations.Nullable;

/// What a session remembers of the program that uses it.
///
/// @param tag which of the project's session tags it carries, if any
record ClientDevice(String userAgent, String address, @Nullable String tag) {
    static ClientDevice of(AuthRequest request) {
        return new ClientDevice(request.userAgent(), request.clientAddress(), null);
    }
}
