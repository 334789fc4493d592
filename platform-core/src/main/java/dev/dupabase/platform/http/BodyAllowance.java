package dev.dupabase.platform.http;

/// A path whose requests may be longer than others of its API: the module that serves it reads them
/// as a stream.
///
/// @param pathEnd how the path ends, whatever the project's prefix
/// @param bytes how long they may be
public record BodyAllowance(String pathEnd, long bytes) {}
