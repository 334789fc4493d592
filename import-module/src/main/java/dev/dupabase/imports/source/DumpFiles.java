package dev.dupabase.imports.source;

import dev.dupabase.imports.ImportProperties;
import dev.dupabase.imports.sql.DumpRefused;
import dev.dupabase.platform.archive.ArchiveFolder;
import dev.dupabase.platform.archive.BrokenArchive;
import dev.dupabase.platform.archive.CustomArchive;
import dev.dupabase.platform.archive.DumpArchive;
import dev.dupabase.platform.archive.TarFiles;
import dev.dupabase.platform.archive.TocReader;
import dev.dupabase.platform.archive.ZipFiles;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.stereotype.Component;

/// Finds out by its content what a file is (contracts/platform.md §15.1), whatever its name.
@Component
public class DumpFiles {
    private static final int HEAD = 512;
    private static final int BUFFER = 1 << 16;

    private final ImportProperties properties;

    DumpFiles(ImportProperties properties) {
        this.properties = properties;
    }

    /// What a file seems to be, by its first bytes.
    public DumpFormat guess(Path file) throws IOException {
        var head = head(file);
        if (isGzip(head)) {
            head = unpackedHead(file);
        }
        if (isCustom(head)) {
            return DumpFormat.CUSTOM;
        }
        if (TarFiles.isTar(head)) {
            return DumpFormat.TAR;
        }
        return ZipFiles.isZip(head) ? DumpFormat.DIRECTORY : DumpFormat.SQL;
    }

    /// Opens a dump.
    ///
    /// @throws DumpRefused if it cannot be read
    public Dump open(Path file) throws IOException {
        try {
            return opened(file);
        } catch (BrokenArchive e) {
            throw new DumpRefused(String.valueOf(e.getMessage()), e);
        } catch (EOFException | ZipException e) {
            throw new DumpRefused("the file is cut off or damaged", e);
        }
    }

    private Dump opened(Path file) throws IOException {
        var head = head(file);
        if (!isGzip(head)) {
            return opened(file, head, Files.size(file));
        }
        var inner = unpackedHead(file);
        if (isCustom(inner) || TarFiles.isTar(inner)) {
            var unpacked = unpack(file);
            return opened(unpacked, inner, Files.size(unpacked));
        }
        if (isGzip(inner) || ZipFiles.isZip(inner)) {
            throw new DumpRefused("the file is packed more than once");
        }
        return new Dump.Plain(file, true, Files.size(file), properties.maxExpanded().toBytes());
    }

    private Dump opened(Path file, byte[] head, long size) throws IOException {
        if (isCustom(head)) {
            return archive(DumpFormat.CUSTOM, CustomArchive.open(file), size);
        }
        if (TarFiles.isTar(head)) {
            var tar = TarFiles.open(file);
            var format = tar.isOfPgDump() ? DumpFormat.TAR : DumpFormat.DIRECTORY;
            return archive(format, folder(tar), size);
        }
        if (ZipFiles.isZip(head)) {
            return archive(DumpFormat.DIRECTORY, folder(ZipFiles.open(file)), size);
        }
        return new Dump.Plain(file, false, size, properties.maxExpanded().toBytes());
    }

    private static DumpArchive folder(ArchiveFolder.Files files) throws IOException {
        try {
            return new ArchiveFolder(files);
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    private Dump archive(DumpFormat format, DumpArchive content, long size) {
        return new Dump.Archive(
                format, content, size, new Expansion(size, properties.maxExpanded().toBytes()));
    }

    /// Archives are read from many places, so a packed one is unpacked beside itself.
    private Path unpack(Path file) throws IOException {
        var unpacked = file.resolveSibling(file.getFileName() + ".unpacked");
        var expansion = new Expansion(Files.size(file), properties.maxExpanded().toBytes());
        try (var in = expansion.count(gunzip(file));
                var out =
                        PrivateFiles.write(
                                unpacked,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING)) {
            var chunk = new byte[BUFFER];
            for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
                PrivateFiles.requireSpace(unpacked, got);
                out.write(chunk, 0, got);
            }
        }
        return unpacked;
    }

    private static InputStream gunzip(Path file) throws IOException {
        return new GZIPInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER), BUFFER);
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static byte[] unpackedHead(Path file) throws IOException {
        var head = new byte[HEAD];
        int length = 0;
        try (var in = gunzip(file)) {
            for (int got = 0;
                    got >= 0 && length < HEAD;
                    got = in.read(head, length, HEAD - length)) {
                length += got;
            }
        } catch (EOFException | ZipException e) {
            // what came before it tells what it was to be
            return Arrays.copyOf(head, length);
        }
        return Arrays.copyOf(head, length);
    }

    private static boolean isGzip(byte[] head) {
        return head.length >= 2 && head[0] == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    private static boolean isCustom(byte[] head) {
        int length = TocReader.MAGIC.length();
        return head.length >= length
                && TocReader.MAGIC.equals(new String(head, 0, length, StandardCharsets.US_ASCII));
    }
}
