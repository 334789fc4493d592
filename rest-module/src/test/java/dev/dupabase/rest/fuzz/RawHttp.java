package dev.dupabase.rest.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Sends requests byte for byte, those too that no well-behaved client would send, over a
/// connection that is kept while the server keeps it.
final class RawHttp implements AutoCloseable {
    private static final int SILENCE_MILLIS = 60_000;

    /// @param head status line and headers, lines ended by `\r\n`
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Answer(int status, String head, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// The body ended before its end.
    static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOff(String message) {
            super(message);
        }
    }

    private final int port;
    private Socket socket;
    private InputStream in;

    RawHttp(int port) {
        this.port = port;
    }

    Answer send(FuzzRequest request) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(SILENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(request.bytes());
            return read(request.method().equals("HEAD"));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Answer read(boolean head) throws IOException {
        var headText = headText();
        int status = Integer.parseInt(headText.substring(9, 12));
        var lower = headText.toLowerCase(java.util.Locale.ROOT);
        byte[] body;
        boolean bodiless = head || status == 204 || status == 304;
        int length = lower.indexOf("\r\ncontent-length:");
        if (bodiless) {
            body = new byte[0];
        } else if (length >= 0) {
            int end = lower.indexOf("\r\n", length + 2);
            body = in.readNBytes(Integer.parseInt(lower.substring(length + 17, end).strip()));
        } else if (lower.contains("\r\ntransfer-encoding: chunked")) {
            body = chunks();
        } else {
            body = in.readAllBytes();
            close();
        }
        if (lower.contains("\r\nconnection: close")) {
            close();
        }
        return new Answer(status, headText, body);
    }

    private String headText() throws IOException {
        var head = new ByteArrayOutputStream();
        int last = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            last = last << 8 | b;
            if (last == 0x0d0a0d0a) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        throw new IOException("the connection ended in the head: " + head);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = chunkSize();
            body.write(in.readNBytes(size));
            line();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private int chunkSize() throws IOException {
        var line = line();
        if (line.isEmpty()) {
            throw new BrokenOff("no more chunks");
        }
        return Integer.parseInt(line.strip(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
