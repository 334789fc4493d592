package dev.dupabase.backup.restore;

import dev.dupabase.backup.BackupProperties;
import dev.dupabase.backup.crypt.AgeInputStream;
import dev.dupabase.backup.run.BackupFailed;
import dev.dupabase.backup.run.Run;
import dev.dupabase.backup.setting.LocationStore;
import dev.dupabase.backup.setting.SettingsStore;
import dev.dupabase.backup.store.ObjectStores;
import dev.dupabase.backup.store.StoreFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Fetches a backup into a file of its own, decrypted and checked: whoever could write into the
/// bucket cannot put anything else in its place.
@Component
class Download {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final String PREFIX = "restore-";
    private static final String SUFFIX = ".dump";
    private static final long RESERVE = 64L << 20;
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final LocationStore locations;
    private final SettingsStore settings;
    private final ObjectStores objects;
    private final BackupProperties properties;
    private final Clock clock;

    Download(
            LocationStore locations,
            SettingsStore settings,
            ObjectStores objects,
            BackupProperties properties,
            Clock clock) {
        this.locations = locations;
        this.settings = settings;
        this.objects = objects;
        this.properties = properties;
        this.clock = clock;
    }

    /// A file that is deleted when it is closed.
    record Fetched(Path file) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{} could not be deleted", file, e);
            }
        }
    }

    /// @param name of the task, for the file's name
    Fetched fetch(Run run, String name, Progress progress) throws BackupFailed {
        long size = run.sizeBytes() == null ? 0 : run.sizeBytes();
        progress.phase("downloading", size);
        var file = newFile(name, size);
        var complete = false;
        try {
            fetch(run, file.file(), size, progress);
            complete = true;
            return file;
        } catch (StoreFault e) {
            throw new BackupFailed(e.explanation(), e);
        } catch (IOException e) {
            throw new BackupFailed("the backup could not be fetched: " + e.getMessage(), e);
        } finally {
            if (!complete) {
                file.close();
            }
        }
    }

    private Fetched newFile(String name, long size) throws BackupFailed {
        try {
            var folder = Files.createDirectories(properties.tempDirectory());
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < size + RESERVE) {
                throw new BackupFailed(
                        "there is not enough room for the backup on the server's machine: it takes %d MB, %d MB are free"
                                .formatted((size + RESERVE) >> 20, free >> 20),
                        null);
            }
            return new Fetched(
                    Files.createTempFile(
                            folder,
                            PREFIX + name + "-",
                            SUFFIX,
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))));
        } catch (IOException e) {
            throw new BackupFailed("there is no room for the backup: " + e.getMessage(), e);
        }
    }

    private void fetch(Run run, Path file, long size, Progress progress)
            throws IOException, BackupFailed {
        var digest = sha256();
        try (var bucket = objects.open(locations.get(run.locationId()));
                var counted =
                        new CountedInput(
                                new DigestInputStream(bucket.get(run.key()), digest), progress);
                var plain = decrypted(run, counted);
                var out = Files.newOutputStream(file)) {
            plain.transferTo(out);
            counted.transferTo(OutputStream.nullOutputStream());
            if (counted.count() != size
                    || !HexFormat.of().formatHex(digest.digest()).equals(run.sha256())) {
                throw new BackupFailed(
                        "the object in the bucket is not the one that the backup made", null);
            }
        }
    }

    private InputStream decrypted(Run run, InputStream in) throws IOException, BackupFailed {
        if (!run.encrypted()) {
            return in;
        }
        var identity = settings.identity(run.orgId());
        if (identity.isEmpty()) {
            throw new BackupFailed("the key of the backup is gone", null);
        }
        return new AgeInputStream(in, identity.get());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Deletes what a dead process has left of a task: the backup, and lists of what is in it.
    void deleteLeftovers(String name) {
        delete(PREFIX + name + "-*", Duration.ZERO);
    }

    /// Deletes what no task can need any more.
    void deleteOldFiles() {
        delete(PREFIX + "*", LEFT_BEHIND);
    }

    private void delete(String pattern, Duration age) {
        var before = clock.instant().minus(age);
        if (!Files.isDirectory(properties.tempDirectory())) {
            return;
        }
        try (var files = Files.newDirectoryStream(properties.tempDirectory(), pattern)) {
            for (var file : files) {
                if (!Files.getLastModifiedTime(file).toInstant().isAfter(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("temporary files could not be deleted", e);
        }
    }
}
