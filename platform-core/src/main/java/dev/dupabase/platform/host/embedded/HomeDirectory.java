package dev.dupabase.platform.host.embedded;

import dev.dupabase.platform.secret.Secret;
import dev.dupabase.platform.start.StartRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/// The directory of everything an embedded Dupabase keeps: the database and generated secrets. One
/// process owns it at a time, by a lock that the kernel drops when the process ends in any way.
public final class HomeDirectory implements AutoCloseable {
    private static final String PRIVATE_DIRECTORY = "rwx------";
    private static final String PRIVATE_FILE = "rw-------";

    private final Path path;
    private final FileChannel lockFile;

    private HomeDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// Makes the directory if there is none and takes its lock.
    ///
    /// @throws StartRefusal if another process has it or it cannot be written
    public static HomeDirectory open(Path directory) {
        var path = directory.toAbsolutePath().normalize();
        try {
            makeDirectory(path, PostgresAccount.amRoot() ? "rwx--x--x" : PRIVATE_DIRECTORY);
            return new HomeDirectory(path.toRealPath(), lock(path.resolve("lock")));
        } catch (IOException e) {
            throw new StartRefusal(
                    "cannot write to DUPABASE_HOME %s (%s)".formatted(path, e),
                    "give this user the directory, or set DUPABASE_HOME to another one",
                    e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                channel.truncate(0);
                channel.write(utf8(Long.toString(ProcessHandle.current().pid())));
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: refused below like any other
        }
        channel.close();
        throw new StartRefusal(
                "another Dupabase (process %s) already uses DUPABASE_HOME %s"
                        .formatted(Files.readString(file).strip(), file.getParent()),
                "stop it, or set DUPABASE_HOME to another directory");
    }

    public Path path() {
        return path;
    }

    /// Where generated secrets lie, one a file.
    public Path secrets() {
        return path.resolve("secrets");
    }

    /// The generated secret of this name; made and kept at the first call.
    public Secret secret(String name, Supplier<String> maker) {
        var file = secrets().resolve(name);
        try {
            makeDirectory(secrets(), PRIVATE_DIRECTORY);
            try {
                return new Secret(Files.readString(file).strip());
            } catch (NoSuchFileException e) {
                writePrivately(file, maker.get());
                return new Secret(Files.readString(file).strip());
            }
        } catch (IOException e) {
            throw new StartRefusal(
                    "cannot keep the secret %s (%s)".formatted(file, e),
                    "mend the directory's permissions",
                    e);
        }
    }

    /// Writes so that a crash leaves the old content or the new one, readable by the owner only.
    private static void writePrivately(Path file, String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(PRIVATE_FILE)));
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(utf8(text + "\n"));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void makeDirectory(Path directory, String permissions) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
        }
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Drops the lock.
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
