package dev.dupabase.platform.access;

/// Where a request came from.
///
/// @param address the client's IP address
/// @param network what limits count by: the address, or the network of an IPv6 one
/// @param secure whether it came over TLS
public record Origin(
        String address, String network, String userAgent, String requestId, boolean secure) {
    /// The process itself, without a request.
    public static final Origin ITSELF = new Origin("", "", "", "", false);
}
