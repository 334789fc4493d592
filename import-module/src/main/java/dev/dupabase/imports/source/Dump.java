package dev.dupabase.imports.source;

import dev.dupabase.platform.archive.DumpArchive;
import dev.dupabase.platform.archive.TocEntry;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// A dump that lies in a file, open to be read, as often as needed.
public sealed interface Dump extends Closeable {
    DumpFormat format();

    /// How many bytes reading it all gives about.
    long size();

    /// A script of SQL.
    ///
    /// @param zipped whether the file is compressed
    record Plain(Path file, boolean zipped, long size, long most) implements Dump {
        private static final int BUFFER = 1 << 16;

        @Override
        public DumpFormat format() {
            return DumpFormat.SQL;
        }

        /// Opens it.
        ///
        /// @param read is told how many bytes of the file were read
        public InputStream open(CountedInput.Listener read) throws IOException {
            var raw = new CountedInput(Files.newInputStream(file), read);
            if (!zipped) {
                return raw;
            }
            var expansion = new Expansion(size, most);
            return expansion.count(
                    new GZIPInputStream(new BufferedInputStream(raw, BUFFER), BUFFER));
        }

        @Override
        public void close() {}
    }

    /// An archive of pg_dump.
    record Archive(DumpFormat format, DumpArchive content, long size, Expansion expansion)
            implements Dump {
        public InputStream data(TocEntry entry) throws IOException {
            return expansion.count(content.data(entry));
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
