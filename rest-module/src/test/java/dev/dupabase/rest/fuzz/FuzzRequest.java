package dev.dupabase.rest.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One request as it goes over the wire.
///
/// @param target path and query, raw
/// @param headers whole lines
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record FuzzRequest(String method, String target, List<String> headers, byte[] body) {
    byte[] bytes() {
        var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: localhost\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return method
                + " "
                + target
                + "\n  "
                + String.join("\n  ", headers)
                + "\n  "
                + new String(body, StandardCharsets.UTF_8);
    }
}
