package dev.dupabase.admin.studio.csv;

import dev.dupabase.admin.studio.table.RowStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Tuple;

/// Writes rows as CSV into a response, whose headers it sends when the query has proved to work.
final class CsvWriter implements RowStream.Taker {
    private static final int BUFFER = 64 * 1024;

    private final HttpServletResponse response;
    private final Supplier<String> disposition;
    private @Nullable OutputStream output;
    private List<String> columns = List.of();

    CsvWriter(HttpServletResponse response, Supplier<String> disposition) {
        this.response = response;
        this.disposition = disposition;
    }

    @Override
    public void begin(List<String> names) {
        columns = names;
    }

    @Override
    public void row(Tuple row) throws IOException {
        var target = output();
        for (int i = 0; i < columns.size(); i++) {
            cell(target, i, row.get(i));
        }
        target.write('\n');
    }

    void end() throws IOException {
        output().flush();
    }

    private OutputStream output() throws IOException {
        var known = output;
        if (known == null) {
            response.setContentType("text/csv;charset=utf-8");
            response.setHeader("Content-Disposition", disposition.get());
            response.setHeader("Cache-Control", "no-store");
            known = new BufferedOutputStream(response.getOutputStream(), BUFFER);
            output = known;
            for (int i = 0; i < columns.size(); i++) {
                cell(known, i, columns.get(i).getBytes(StandardCharsets.UTF_8));
            }
            known.write('\n');
        }
        return known;
    }

    private static void cell(OutputStream target, int place, byte @Nullable [] value)
            throws IOException {
        if (place > 0) {
            target.write(',');
        }
        if (value == null) {
            return;
        }
        if (!needsQuotes(value)) {
            target.write(value);
            return;
        }
        target.write('"');
        for (byte b : value) {
            if (b == '"') {
                target.write('"');
            }
            target.write(b);
        }
        target.write('"');
    }

    private static boolean needsQuotes(byte[] value) {
        if (value.length == 0) {
            return true;
        }
        for (byte b : value) {
            if (b == '"' || b == ',' || b == '\n' || b == '\r' || b == ' ') {
                return true;
            }
        }
        return false;
    }
}
