package dev.dupabase.platform.outbound;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// The answer to a [StreamedRequest], whatever its status.
///
/// @param body to be closed; empty if the answer has none
public record StreamedResponse(int status, Map<String, List<String>> headers, InputStream body) {}
