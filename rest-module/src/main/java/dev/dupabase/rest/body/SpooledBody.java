package dev.dupabase.rest.body;

import dev.dupabase.rest.error.RestError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rows that wait in a temporary file until what made them is committed. The file is its owner's
/// alone and has no name any more once it is open, so that nothing stays behind, whatever happens.
public final class SpooledBody implements ResultBody {
    private static final Logger LOG = LoggerFactory.getLogger(SpooledBody.class);

    private final FileChannel file;
    private final long length;

    private SpooledBody(FileChannel file, long length) {
        this.file = file;
        this.length = length;
    }

    /// @param most how long it may get
    public static SpooledBody of(BodyRows rows, long most) throws IOException, SQLException {
        refuseOver(most, rows.length());
        var file =
                FileChannel.open(
                        Files.createTempFile("dupabase-", ".rows"),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
        boolean kept = false;
        try {
            var out = new BufferedOutputStream(Channels.newOutputStream(file));
            while (rows.hasNext()) {
                rows.writeNext(out);
                refuseOver(most, file.position());
            }
            out.flush();
            kept = true;
            return new SpooledBody(file, file.position());
        } finally {
            if (!kept) {
                file.close();
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
        Channels.newInputStream(file.position(0)).transferTo(out);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("A temporary file could not be closed", e);
        }
    }
}
