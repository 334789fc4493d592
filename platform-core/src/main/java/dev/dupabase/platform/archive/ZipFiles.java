package dev.dupabase.platform.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The files in a zip archive of a dump in directory format. Only the folder of `toc.dat` counts.
public final class ZipFiles implements ArchiveFolder.Files {
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 1 << 16;
    private static final long LARGEST_DIRECTORY = 8L << 20;

    private final ZipFile zip;
    private final String folder;

    private ZipFiles(ZipFile zip) throws BrokenArchive {
        this.zip = zip;
        this.folder = folder(zip);
    }

    /// Whether a file begins as zip archives do.
    public static boolean isZip(byte[] head) {
        return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    /// @throws BrokenArchive if it cannot be read
    public static ZipFiles open(Path path) throws IOException {
        refuseLargeDirectory(path);
        try {
            var zip = new ZipFile(path.toFile());
            try {
                return new ZipFiles(zip);
            } catch (BrokenArchive e) {
                zip.close();
                throw e;
            }
        } catch (ZipException e) {
            throw new BrokenArchive("the zip archive is cut off or damaged", e);
        }
    }

    @Override
    public boolean has(String name) {
        return zip.getEntry(folder + name) != null;
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
        var entry = zip.getEntry(folder + name);
        return entry == null
                ? Optional.empty()
                : Optional.of(new BufferedInputStream(zip.getInputStream(entry), 1 << 16));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static String folder(ZipFile zip) throws BrokenArchive {
        var entries = zip.entries();
        while (entries.hasMoreElements()) {
            var name = entries.nextElement().getName();
            if (name.equals(ArchiveFolder.CONTENTS)
                    || name.endsWith("/" + ArchiveFolder.CONTENTS)) {
                return name.substring(0, name.length() - ArchiveFolder.CONTENTS.length());
            }
        }
        throw new BrokenArchive("the zip archive holds no dump: there is no toc.dat in it");
    }

    /// The JDK reads the whole directory into memory, so its size is looked at first.
    private static void refuseLargeDirectory(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            int length = (int) Math.min(file.length(), END_LENGTH + LONGEST_COMMENT);
            var tail = new byte[length];
            file.seek(file.length() - length);
            file.readFully(tail);
            for (int i = length - END_LENGTH; i >= 0; i--) {
                if (tail[i] == 'P' && tail[i + 1] == 'K' && tail[i + 2] == 5 && tail[i + 3] == 6) {
                    if (littleEndian(tail, i + 12) > LARGEST_DIRECTORY) {
                        throw new BrokenArchive("the zip archive holds too many files");
                    }
                    return;
                }
            }
        }
        throw new BrokenArchive("the zip archive is cut off or damaged");
    }

    private static long littleEndian(byte[] bytes, int from) {
        return (bytes[from] & 0xffL)
                | ((bytes[from + 1] & 0xffL) << 8)
                | ((bytes[from + 2] & 0xffL) << 16)
                | ((bytes[from + 3] & 0xffL) << 24);
    }
}
