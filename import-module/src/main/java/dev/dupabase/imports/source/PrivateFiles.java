package dev.dupabase.imports.source;

import dev.dupabase.imports.sql.DumpRefused;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Files that only the server's own account may read.
final class PrivateFiles {
    /// What is left to others on the same disk.
    private static final long RESERVE = 256L << 20;

    private PrivateFiles() {}

    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// Opens a file to write, readable by nobody else from the first moment.
    static OutputStream write(Path file, OpenOption... how) throws IOException {
        var options = new HashSet<OpenOption>(List.of(how));
        options.addAll(Set.of(StandardOpenOption.WRITE));
        return Channels.newOutputStream(
                Files.newByteChannel(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------"))));
    }

    /// @throws DumpRefused if the disk has no room for that much
    static void requireSpace(Path file, long bytes) throws IOException {
        if (Files.getFileStore(file).getUsableSpace() < bytes + RESERVE) {
            throw new DumpRefused("the server's disk is too full for this file");
        }
    }
}
