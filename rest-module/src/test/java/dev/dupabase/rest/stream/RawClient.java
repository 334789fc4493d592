package dev.dupabase.rest.stream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A client that reads as slowly as it likes and hangs up when it likes.
final class RawClient implements AutoCloseable {
    private static final int SILENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private String head = "";

    /// @param window how much the client's system takes in unread
    RawClient(int port, int window) throws IOException {
        socket.setReceiveBufferSize(window);
        socket.setSoTimeout(SILENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream(), 1024);
    }

    RawClient(int port) throws IOException {
        this(port, 1 << 16);
    }

    /// @param headers lines ended by `\r\n`
    void get(String path, String headers) throws IOException {
        send("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted("/rest/v1" + path, headers));
    }

    void post(String path, String json) throws IOException {
        send(
                "POST /rest/v1%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(path, json.length(), json));
    }

    private void send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads status line and headers.
    String head() throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException(text.toString());
            }
            text.append((char) b);
        }
        head = text.toString();
        return head;
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    long contentLength() {
        var lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("\r\ncontent-length:");
        return at < 0
                ? -1
                : Long.parseLong(head.substring(at + 17, head.indexOf("\r\n", at + 2)).strip());
    }

    byte[] read(int bytes) throws IOException {
        return in.readNBytes(bytes);
    }

    /// All that still comes until the server ends the connection.
    String rest() throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketException reset) {
            return all.toString(StandardCharsets.UTF_8);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /// How many bytes still come until the server ends the connection.
    long drain() throws IOException {
        long count = 0;
        var buffer = new byte[1 << 16];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count += n;
            }
        } catch (SocketException reset) {
            return count;
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
