package dev.dupabase.platform.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/// A dump as an archive: what it holds, and the data of each of its tables.
public interface DumpArchive extends Closeable {
    Toc toc();

    /// The data of an entry that has some, unpacked. Whoever reads bounds how much.
    InputStream data(TocEntry entry) throws IOException;
}
