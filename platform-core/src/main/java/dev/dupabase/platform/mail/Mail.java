package dev.dupabase.platform.mail;

import java.util.Map;

/// A mail as it goes out.
///
/// @param kind what it is for, such as `recovery`
/// @param to one address
/// @param html its body
/// @param headers further headers; names and values are checked for line breaks when it is sent
public record Mail(
        String kind, String to, String subject, String html, Map<String, String> headers) {
    public Mail {
        headers = Map.copyOf(headers);
    }
}
