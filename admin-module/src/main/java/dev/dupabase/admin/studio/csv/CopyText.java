package dev.dupabase.admin.studio.csv;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/// Rows in the text format of COPY, in which every row is one line, so that PostgreSQL's line
/// numbers are those of records.
final class CopyText {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(80 * 1024);

    void field(boolean later, byte @Nullable [] value) {
        if (later) {
            bytes.write('\t');
        }
        if (value == null) {
            bytes.write('\\');
            bytes.write('N');
            return;
        }
        for (byte b : value) {
            switch (b) {
                case '\\' -> escaped('\\');
                case '\n' -> escaped('n');
                case '\r' -> escaped('r');
                case '\t' -> escaped('t');
                default -> bytes.write(b);
            }
        }
    }

    private void escaped(char c) {
        bytes.write('\\');
        bytes.write(c);
    }

    void end() {
        bytes.write('\n');
    }

    int size() {
        return bytes.size();
    }

    void sendTo(CopyIn copy) throws SQLException {
        var data = bytes.toByteArray();
        if (data.length > 0) {
            copy.writeToCopy(data, 0, data.length);
        }
        bytes.reset();
    }
}
