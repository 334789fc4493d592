package dev.dupabase.rest.request;

/// What SQL may know about the HTTP request (contracts/rest.md X5–X8).
///
/// @param path without the prefix `/rest/v1`, such as `/rpc/f`
/// @param headers a JSON object: lower-case names, without `cookie`
/// @param cookies a JSON object
public record RequestInfo(String method, String path, String headers, String cookies) {}
