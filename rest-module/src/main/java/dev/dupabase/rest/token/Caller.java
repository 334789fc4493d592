package dev.dupabase.rest.token;

/// In whose name a request runs.
///
/// @param role the PostgreSQL role
/// @param claims JSON text; its `role` is the role above
public record Caller(String role, String claims) {}
