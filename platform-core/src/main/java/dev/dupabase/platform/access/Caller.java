package dev.dupabase.platform.access;

import java.util.UUID;

/// The account that makes a request, signed in.
///
/// @param id of the account
/// @param sessionId of the sign-in
public record Caller(UUID id, String email, boolean admin, UUID sessionId, Origin origin) {}
