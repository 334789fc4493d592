package dev.dupabase.rest.body;

import dev.dupabase.platform.database.CallerCursor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends rows as they are fetched. If that fails, the client's connection is cut, so that what it
/// got does not look whole.
public final class StreamedBody implements ResultBody {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedBody.class);
    private static final int BUFFER = 64 * 1024;

    private final BodyRows rows;
    private final CallerCursor cursor;
    private final StreamMetrics metrics;

    public StreamedBody(BodyRows rows, CallerCursor cursor, StreamMetrics metrics) {
        this.rows = rows;
        this.cursor = cursor;
        this.metrics = metrics;
    }

    @Override
    public long length() {
        return rows.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var stream = metrics.begin();
        try {
            write(new BufferedOutputStream(out, BUFFER));
            stream.completed();
        } catch (SQLException e) {
            LOG.warn("A streamed result broke off: {}", e.getMessage());
            throw new CloseNowException("a streamed result broke off", e);
        } finally {
            stream.end();
        }
    }

    /// The connection goes back before the last rows go out.
    private void write(OutputStream out) throws IOException, SQLException {
        while (rows.hasNext()) {
            rows.writeNext(out);
        }
        cursor.commit();
        out.flush();
    }

    @Override
    public void close() {
        try {
            cursor.close();
        } catch (SQLException e) {
            LOG.warn("The connection of a streamed result was lost: {}", e.getMessage());
        }
    }
}
