package dev.dupabase.platform.http.status;

import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11OutputBuffer;

/// Writes status lines with their phrases.
final class StatusLineOutput extends Http11OutputBuffer {
    private static final int LINE_END = 2;

    StatusLineOutput(Response response, int headerBufferSize) {
        super(response, headerBufferSize);
    }

    @Override
    public void sendStatus(int status) {
        super.sendStatus(status);
        headerBuffer.position(headerBuffer.position() - LINE_END);
        write(ReasonPhrase.of(status, response.getRequest()));
    }
}
