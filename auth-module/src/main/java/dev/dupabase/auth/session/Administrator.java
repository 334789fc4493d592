package dev.dupabase.auth.session;

/// The holder of a token whose role may administer the project's users. A controller that takes one
/// demands one.
///
/// @param role such as `service_role`
public record Administrator(String role) {}
