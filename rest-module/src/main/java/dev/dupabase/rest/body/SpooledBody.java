package dev.dupabase.rest.body;

import dev.dupabase.rest.error.RestError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rows that wait in a temporary file until what made them is committed. The file is its owner's
/// alone, and gone when the body is sent.
public final class SpooledBody implements ResultBody {
    private static final Logger LOG = LoggerFactory.getLogger(SpooledBody.class);

    private final Path file;
    private final long length;

    private SpooledBody(Path file, long length) {
        this.file = file;
        this.length = length;
    }

    /// @param most how long it may get
    public static SpooledBody of(BodyRows rows, long most) throws IOException, SQLException {
        refuseOver(most, rows.length());
        var file = Files.createTempFile("dupabase-", ".rows");
        boolean kept = false;
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            while (rows.hasNext()) {
                rows.writeNext(out);
                refuseOver(most, Files.size(file));
            }
            out.flush();
            var body = new SpooledBody(file, Files.size(file));
            kept = true;
            return body;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void refuseOver(long most, long length) {
        if (length > most) {
            throw RestError.RESULT_TOO_LARGE
                    .because("The result is too large")
                    .details("It has more than %d bytes.".formatted(most))
                    .hint(
                            "Ask for fewer rows, or declare the function stable if it writes nothing.");
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Files.copy(file, out);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("A temporary file stays behind: {}", file, e);
        }
    }
}
