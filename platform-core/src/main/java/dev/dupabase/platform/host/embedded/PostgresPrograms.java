package dev.dupabase.platform.host.embedded;

import dev.dupabase.platform.start.StartRefusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once from the archive on the class path.
record PostgresPrograms(Path directory) {
    private static final String READABLE = "rwxr-xr-x";
    private static final Map<String, String> MACHINES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64");

    /// @param parent where the folder of the programs is put, or is already
    static PostgresPrograms unpack(Path parent) {
        var archive = archive();
        try {
            var connection = archive.openConnection();
            var directory = parent.resolve("programs-" + connection.getContentLengthLong());
            if (!Files.isDirectory(directory)) {
                try (var stream = connection.getInputStream()) {
                    unpack(stream, directory);
                }
                removeOthers(parent, directory);
            }
            return new PostgresPrograms(directory);
        } catch (IOException e) {
            throw new StartRefusal(
                    "cannot unpack the embedded PostgreSQL into %s (%s)".formatted(parent, e),
                    "make room or mend the permissions, or set DATABASE_URL to a server of yours",
                    e);
        }
    }

    String path(String program) {
        return directory.resolve("bin").resolve(program).toString();
    }

    private static URL archive() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replaceFirst(" .*", "");
        var machine = System.getProperty("os.arch");
        var name =
                "postgres-%s-%s.txz"
                        .formatted(
                                system.startsWith("mac") ? "darwin" : system,
                                MACHINES.getOrDefault(machine, machine));
        var found = PostgresPrograms.class.getClassLoader().getResource(name);
        if (found == null) {
            throw new StartRefusal(
                    "this build brings no PostgreSQL for %s on %s".formatted(system, machine),
                    "set DATABASE_URL to a PostgreSQL server of yours");
        }
        return found;
    }

    private static void unpack(InputStream stream, Path directory) throws IOException {
        var fresh = directory.resolveSibling(directory.getFileName() + ".new");
        Leftovers.delete(fresh);
        HomeDirectory.makeDirectory(fresh, READABLE);
        try (var tar =
                new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(stream, 1 << 16)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, fresh);
            }
        }
        Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path root)
            throws IOException {
        var target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            makeReadable(target);
            return;
        }
        makeReadable(target.resolve(".."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            Files.setPosixFilePermissions(
                    target,
                    PosixFilePermissions.fromString(
                            (entry.getMode() & 0100) == 0 ? "rw-r--r--" : READABLE));
        }
    }

    /// Makes a folder and those above it, whatever the process's umask.
    private static void makeReadable(Path folder) throws IOException {
        var path = folder.normalize();
        if (!Files.isDirectory(path)) {
            makeReadable(path.resolve(".."));
            HomeDirectory.makeDirectory(path, READABLE);
        }
    }

    /// Programs of former versions, which no process runs: the home directory is locked.
    private static void removeOthers(Path parent, Path kept) throws IOException {
        try (var folders = Files.newDirectoryStream(parent, "programs-*")) {
            for (var folder : folders) {
                if (!folder.equals(kept)) {
                    Leftovers.delete(folder);
                }
            }
        }
    }
}
