package dev.dupabase.cli.transfer;

import dev.dupabase.cli.show.ProgressLine;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/// A form of texts and one file, which is sent as it is read.
final class FormWithFile {
    private final String boundary = "dupabase-" + UUID.randomUUID();
    private final byte[] head;
    private final byte[] tail;
    private final Path file;
    private final long size;

    /// @throws IOException if there is no such file
    FormWithFile(Map<String, String> texts, Path file) throws IOException {
        this.file = file;
        this.size = Files.size(file);
        var text = new StringBuilder();
        texts.forEach((name, value) ->
                text.append(start(name)).append("\r\n\r\n").append(value).append("\r\n"));
        text.append(start("file"))
                .append("; filename=\"")
                .append(file.getFileName().toString().replaceAll("[\"\\r\\n\\\\]", "_"))
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        this.head = text.toString().getBytes(StandardCharsets.UTF_8);
        this.tail = "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8);
    }

    private String start(String name) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"".formatted(boundary, name);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body(ProgressLine line) {
        var parts =
                BodyPublishers.concat(
                        BodyPublishers.ofByteArray(head),
                        BodyPublishers.ofInputStream(() -> open(line)),
                        BodyPublishers.ofByteArray(tail));
        return BodyPublishers.fromPublisher(parts, head.length + size + tail.length);
    }

    private InputStream open(ProgressLine line) {
        try {
            return new Counted(Files.newInputStream(file), line, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Tells how much of it was read.
    private static final class Counted extends FilterInputStream {
        private final ProgressLine line;
        private final long size;
        private long done;

        Counted(InputStream input, ProgressLine line, long size) {
            super(input);
            this.line = line;
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int more) {
            done += more;
            line.update("sent", done, size);
        }
    }
}
