package dev.dupabase.platform.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// An archive that consists of files (`pg_dump --format=tar` and `--format=directory`): the table
/// of contents in `toc.dat`, and a file of data for each table.
public final class ArchiveFolder implements DumpArchive {
    /// The file with the table of contents.
    public static final String CONTENTS = "toc.dat";

    private final Files files;
    private final Toc toc;

    /// The files of an archive, wherever they lie. Names never leave their folder: they are keys
    /// here, not paths.
    public interface Files extends AutoCloseable {
        /// Opens a file. It must be buffered.
        Optional<InputStream> open(String name) throws IOException;

        boolean has(String name);

        @Override
        void close() throws IOException;
    }

    /// @throws BrokenArchive if it cannot be read, or a file is missing
    public ArchiveFolder(Files files) throws IOException {
        this.files = files;
        try (var contents = files.open(CONTENTS).orElseThrow(BrokenArchive::cutOff)) {
            this.toc = TocReader.read(contents);
        }
        for (var entry : toc.entries()) {
            if (entry.hasData() && entry.isTableData()) {
                requireFile(entry);
            }
        }
    }

    private void requireFile(TocEntry entry) throws BrokenArchive {
        var name = entry.file();
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.contains("..")) {
            throw new BrokenArchive("the archive names the file '%s'".formatted(name));
        }
        if (files.has(name + ".lz4") || files.has(name + ".zst")) {
            throw new BrokenArchive(
                    "data compressed by lz4 or zstd are not read: make the dump with pg_dump --compress=gzip");
        }
        if (!files.has(name) && !files.has(name + ".gz")) {
            throw new BrokenArchive("the archive lacks the file '%s'".formatted(name));
        }
    }

    @Override
    public Toc toc() {
        return toc;
    }

    @Override
    public InputStream data(TocEntry entry) throws IOException {
        var plain = files.open(entry.file());
        if (plain.isPresent()) {
            return plain.get();
        }
        return new GZIPInputStream(
                files.open(entry.file() + ".gz").orElseThrow(BrokenArchive::cutOff));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
