package dev.dupabase.platform.usage;

/// What one request took.
///
/// @param nanos from its first byte to the end of the answer
/// @param rows returned, or changed
/// @param bytesIn of its body
/// @param bytesOut of the answer's body, as it was sent
public record Measures(long nanos, long rows, long bytesIn, long bytesOut) {}
