package dev.dupabase.platform.archive;

import dev.dupabase.platform.archive.Toc.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads an archive's head and table of contents, as `pg_backup_archiver.c` writes them.
public final class TocReader {
    /// What every archive begins with.
    public static final String MAGIC = "PGDMP";

    private static final int CUSTOM = 1;
    private static final int TAR = 3;
    private static final int DIRECTORY = 5;

    private static final int OLDEST = 12;
    private static final int WITH_ACCESS_METHOD = 14;
    private static final int WITH_COMPRESSION = 15;
    private static final int WITH_RELATION_KIND = 16;
    private static final int NEWEST = 16;

    private static final int DATE_NUMBERS = 7;
    private static final int MOST_ENTRIES = 200_000;
    private static final long LONGEST = 64L << 20;

    private final ArchiveInput in;
    private int version;
    private int format;

    private TocReader(ArchiveInput in) {
        this.in = in;
    }

    /// @param in from the first byte on; afterwards it stands behind the table of contents. Must be
    ///   buffered
    /// @throws BrokenArchive if this is no archive, a damaged one, or of a later release
    public static Toc read(InputStream in) throws IOException {
        return read(input(in));
    }

    static ArchiveInput input(InputStream in) {
        return new ArchiveInput(in, LONGEST);
    }

    static Toc read(ArchiveInput in) throws IOException {
        return new TocReader(in).read();
    }

    private Toc read() throws IOException {
        if (!MAGIC.equals(new String(in.readNBytes(MAGIC.length()), StandardCharsets.US_ASCII))) {
            throw new BrokenArchive("this is not an archive of pg_dump");
        }
        version();
        int intSize = in.one();
        in.sizes(intSize, in.one());
        format = in.one();
        if (format != CUSTOM && format != TAR && format != DIRECTORY) {
            throw new BrokenArchive("the archive is of an unknown format (%d)".formatted(format));
        }
        var compression = compression();
        for (int i = 0; i < DATE_NUMBERS; i++) {
            in.number();
        }
        return new Toc(intSize, compression, in.text(), in.text(), in.text(), entries());
    }

    private void version() throws IOException {
        int major = in.one();
        int minor = in.one();
        in.one();
        if (major != 1 || minor < OLDEST) {
            throw new BrokenArchive(
                    "archives of version %d.%d are not read: make the dump with PostgreSQL 9.0 or later"
                            .formatted(major, minor));
        }
        if (minor > NEWEST) {
            throw new BrokenArchive(
                    "archives of version %d.%d are not read yet: make the dump with pg_dump --format=plain"
                            .formatted(major, minor));
        }
        version = minor;
    }

    private Compression compression() throws IOException {
        if (version < WITH_COMPRESSION) {
            return in.number() == 0 ? Compression.NONE : Compression.GZIP;
        }
        return switch (in.one()) {
            case 0 -> Compression.NONE;
            case 1 -> Compression.GZIP;
            case 2 -> Compression.LZ4;
            case 3 -> Compression.ZSTD;
            default -> throw new BrokenArchive("the archive is compressed in an unknown way");
        };
    }

    private List<TocEntry> entries() throws IOException {
        int count = in.number();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new BrokenArchive(
                    "the archive has %d objects; %d can be read".formatted(count, MOST_ENTRIES));
        }
        var entries = new ArrayList<TocEntry>();
        for (int i = 0; i < count; i++) {
            entries.add(entry());
        }
        return List.copyOf(entries);
    }

    private TocEntry entry() throws IOException {
        int dumpId = in.number();
        boolean hasData = in.number() != 0;
        in.skipText(); // the catalogue's oid
        in.skipText(); // the object's oid
        var name = in.text();
        var kind = in.text();
        in.number(); // section
        var definition = in.text();
        in.skipText(); // the statement that drops it
        var copy = in.text();
        var schema = in.text();
        in.skipText(); // tablespace
        if (version >= WITH_ACCESS_METHOD) {
            in.skipText();
        }
        if (version >= WITH_RELATION_KIND) {
            in.number();
        }
        var owner = in.text();
        in.skipText(); // with oids
        while (in.skipText()) {
            // what it depends on: the order of the entries says it too
        }
        var file = format == CUSTOM ? "" : in.text();
        if (format == CUSTOM) {
            in.skipOffset();
        }
        return new TocEntry(dumpId, kind, schema, name, owner, definition, copy, hasData, file);
    }
}
