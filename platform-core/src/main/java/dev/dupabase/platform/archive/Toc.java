package dev.dupabase.platform.archive;

import java.util.List;

/// What an archive holds, in the order in which it is restored.
///
/// @param intSize how many bytes a number has
/// @param compression of the data
/// @param serverVersion of the server that was dumped, such as `15.8`; empty if unknown
/// @param toolVersion of the pg_dump that made it; empty if unknown
public record Toc(
        int intSize,
        Compression compression,
        String database,
        String serverVersion,
        String toolVersion,
        List<TocEntry> entries) {
    /// How data are compressed.
    public enum Compression {
        NONE,
        GZIP,
        LZ4,
        ZSTD
    }
}
