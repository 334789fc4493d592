package dev.dupabase.rest.body;

import dev.dupabase.platform.database.CallerCursor;
import dev.dupabase.platform.database.ResultRows;
import dev.dupabase.rest.query.LongRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/// A body that is put together from its rows, as they are fetched.
public final class BodyRows {
    /// About what is fetched at a time: enough to make a round trip worth its while.
    private static final long PIECE = 256 * 1024;

    /// What is fetched at a time at most, unless a single row is longer.
    private static final long LARGEST_PIECE = 4 * 1024 * 1024;

    private static final byte[] END = {']'};

    private final CallerCursor cursor;
    private final byte[] separator;
    private final byte[] head;
    private final byte[] tail;
    private final long length;
    private final int rowsAtOnce;
    private ResultRows next;
    private boolean begun;

    private BodyRows(ResultRows first, CallerCursor cursor) throws SQLException {
        this.cursor = cursor;
        separator = bytes(first, LongRenderer.SEPARATOR);
        head = bytes(first, LongRenderer.HEAD);
        tail = head.length == 1 && head[0] == '[' ? END : new byte[0];
        var rows = first.number(0, LongRenderer.ROWS);
        var bytes = first.number(0, LongRenderer.BYTES);
        var longest = first.number(0, LongRenderer.LONGEST);
        if (rows == null || longest == null) {
            throw new IllegalStateException("a result without its size");
        }
        length =
                bytes == null
                        ? -1
                        : bytes + (rows - 1) * separator.length + head.length + tail.length;
        long average = Math.max(1, (bytes == null ? rows * longest : bytes) / rows);
        rowsAtOnce =
                (int) Math.max(1, Math.min(PIECE / average, LARGEST_PIECE / Math.max(1, longest)));
        next = cursor.fetch(rowsAtOnce);
    }

    /// The first rows are fetched at once: what goes wrong with them can still be answered.
    ///
    /// @param first the row that says what is to come
    public static BodyRows of(ResultRows first, CallerCursor cursor) throws SQLException {
        return new BodyRows(first, cursor);
    }

    private static byte[] bytes(ResultRows rows, int column) throws SQLException {
        var text = rows.bytes(0, column);
        return text == null ? new byte[0] : text;
    }

    /// In bytes; -1 if that shows only at its end.
    long length() {
        return length;
    }

    /// Whether rows are left.
    boolean hasNext() {
        return next.size() > 0;
    }

    /// Writes the next rows and fetches those behind them.
    void writeNext(OutputStream out) throws IOException, SQLException {
        for (int i = 0; i < next.size(); i++) {
            out.write(begun ? separator : head);
            begun = true;
            var row = next.bytes(i, LongRenderer.LINE);
            if (row != null) {
                out.write(row);
            }
        }
        next = cursor.fetch(rowsAtOnce);
        if (!hasNext()) {
            out.write(tail);
        }
    }
}
