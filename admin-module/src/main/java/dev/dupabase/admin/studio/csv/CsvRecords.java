package dev.dupabase.admin.studio.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a CSV file record by record, as bytes: what separates fields is ASCII, and the rest is
/// PostgreSQL's to judge. An empty field without quotes is null, as it is to PostgreSQL.
final class CsvRecords {
    /// No record may be longer; memory would be spent on a quote that never ends.
    private static final int LONGEST = 32 << 20;

    private static final int NOTHING = -1;
    private static final int NOT_READ = -2;

    private final InputStream input;
    private final int delimiter;
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private int ahead = NOT_READ;
    private long line = 1;
    private long startLine;
    private int size;

    CsvRecords(InputStream input, char delimiter) throws IOException {
        this.input = input;
        this.delimiter = delimiter;
        skipMark();
    }

    /// What is wrong with a file.
    static final class Fault extends IOException {
        private static final long serialVersionUID = 1L;
        private final long line;

        private Fault(String message, long line) {
            super(message);
            this.line = line;
        }

        long line() {
            return line;
        }
    }

    /// The line that the record read last began on, from 1.
    long line() {
        return startLine;
    }

    /// The next record that is not an empty line.
    ///
    /// @return its fields, null for empty ones without quotes; empty at the end
    Optional<List<byte @Nullable []>> next() throws IOException {
        while (true) {
            int c = read();
            if (c == NOTHING) {
                return Optional.empty();
            }
            if (c != '\n' && c != '\r') {
                ahead = c;
                startLine = line;
                size = 0;
                return Optional.of(record());
            }
            if (c == '\n') {
                line++;
            }
        }
    }

    private List<byte @Nullable []> record() throws IOException {
        var fields = new ArrayList<byte @Nullable []>();
        while (true) {
            fields.add(field());
            int c = read();
            if (c == delimiter) {
                continue;
            }
            if (c == '\r') {
                int after = read();
                ahead = after == '\n' ? NOT_READ : after;
                line++;
            } else if (c == '\n') {
                line++;
            }
            return fields;
        }
    }

    /// Stops before what ended it.
    private byte @Nullable [] field() throws IOException {
        field.reset();
        int c = read();
        boolean quoted = c == '"';
        if (quoted) {
            quoted();
            c = read();
        }
        while (c != delimiter && c != '\n' && c != '\r' && c != NOTHING) {
            keep(c);
            c = read();
        }
        ahead = c;
        return !quoted && field.size() == 0 ? null : field.toByteArray();
    }

    private void quoted() throws IOException {
        while (true) {
            int c = read();
            if (c == NOTHING) {
                throw new Fault("a quote is not closed", startLine);
            }
            if (c == '"') {
                int after = read();
                if (after != '"') {
                    ahead = after;
                    return;
                }
            } else if (c == '\n') {
                line++;
            }
            keep(c);
        }
    }

    private void keep(int c) throws IOException {
        if (++size > LONGEST) {
            throw new Fault("a record is longer than 32 MB", startLine);
        }
        field.write(c);
    }

    private int read() throws IOException {
        if (ahead != NOT_READ) {
            int c = ahead;
            ahead = NOT_READ;
            return c;
        }
        return input.read();
    }

    /// UTF-8's byte order mark.
    private void skipMark() throws IOException {
        input.mark(3);
        if (input.read() != 0xEF || input.read() != 0xBB || input.read() != 0xBF) {
            input.reset();
        }
    }
}
