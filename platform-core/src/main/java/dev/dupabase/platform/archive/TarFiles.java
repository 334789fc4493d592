package dev.dupabase.platform.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files in a tar archive, read where they lie. Only the folder of `toc.dat` counts; links,
/// devices and files elsewhere are as good as not there.
public final class TarFiles implements ArchiveFolder.Files {
    private static final int BLOCK = 512;
    private static final int MAGIC = 257;
    private static final int MOST_FILES = 200_000;
    private static final int LONGEST_NAME = 1024;

    private final SeekableByteChannel file;
    private final Map<String, Member> members = new HashMap<>();
    private String first = "";

    private record Member(long position, long size) {}

    private TarFiles(SeekableByteChannel file) throws IOException {
        this.file = file;
        index();
    }

    /// Whether a file begins as tar archives do.
    ///
    /// @param head its first block, or less
    public static boolean isTar(byte[] head) {
        return head.length >= MAGIC + 5
                && "ustar".equals(new String(head, MAGIC, 5, StandardCharsets.US_ASCII));
    }

    /// @throws BrokenArchive if it is cut off
    public static TarFiles open(Path path) throws IOException {
        var file = Files.newByteChannel(path);
        try {
            return new TarFiles(file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// Whether pg_dump itself has written it, which begins with its table of contents and ends with
    /// a script.
    public boolean isOfPgDump() {
        return first.equals(ArchiveFolder.CONTENTS) && members.containsKey("restore.sql");
    }

    @Override
    public boolean has(String name) {
        return members.containsKey(name);
    }

    @Override
    public Optional<InputStream> open(String name) {
        return Optional.ofNullable(members.get(name))
                .map(member -> new Slice(new FileBytes(file, member.position()), member.size()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void index() throws IOException {
        var bytes = new FileBytes(file, 0);
        var all = new HashMap<String, Member>();
        var header = bytes.readNBytes(BLOCK);
        @Nullable String longName = null;
        @Nullable String contents = null;
        while (header.length == BLOCK && header[0] != 0) {
            var kind = header[156];
            long size = size(header);
            var member = new Member(bytes.position(), size);
            if (kind == 'L') {
                longName = name(bytes.readNBytes((int) Math.min(size, LONGEST_NAME)), 0);
            } else if (kind == '0' || kind == 0) {
                var name = longName == null ? fullName(header) : longName;
                longName = null;
                first = all.isEmpty() ? name : first;
                all.put(name, member);
                contents = isContents(name) && contents == null ? name : contents;
            }
            skipTo(bytes, member.position() + (size + BLOCK - 1) / BLOCK * BLOCK);
            if (all.size() > MOST_FILES) {
                throw new BrokenArchive("the tar archive holds too many files");
            }
            header = bytes.readNBytes(BLOCK);
        }
        keepFolder(all, contents);
    }

    private void keepFolder(Map<String, Member> all, @Nullable String contents)
            throws BrokenArchive {
        if (contents == null) {
            throw new BrokenArchive("the tar archive holds no dump: there is no toc.dat in it");
        }
        var folder = contents.substring(0, contents.length() - ArchiveFolder.CONTENTS.length());
        all.forEach((name, member) -> {
            if (name.startsWith(folder) && name.indexOf('/', folder.length()) < 0) {
                members.put(name.substring(folder.length()), member);
            }
        });
    }

    private static boolean isContents(String name) {
        return name.equals(ArchiveFolder.CONTENTS) || name.endsWith("/" + ArchiveFolder.CONTENTS);
    }

    private static void skipTo(FileBytes bytes, long position) throws IOException {
        long missing = position - bytes.position();
        if (missing < 0 || bytes.skip(missing) < missing) {
            throw BrokenArchive.cutOff();
        }
    }

    private static String fullName(byte[] header) {
        var prefix = name(header, 345, 155);
        var name = name(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String name(byte[] bytes, int from) {
        return name(bytes, from, bytes.length - from);
    }

    private static String name(byte[] bytes, int from, int most) {
        int end = from;
        while (end < from + most && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /// Octal digits, or a binary number where those do not suffice.
    private static long size(byte[] header) throws BrokenArchive {
        long size = 0;
        if ((header[124] & 0x80) != 0) {
            for (int i = 128; i < 136; i++) {
                size = (size << 8) | (header[i] & 0xff);
            }
        } else {
            for (int i = 124; i < 136 && header[i] >= '0' && header[i] <= '7'; i++) {
                size = (size << 3) | (header[i] - '0');
            }
        }
        if (size < 0 || size > Long.MAX_VALUE - BLOCK) {
            throw BrokenArchive.cutOff();
        }
        return size;
    }

    /// A stretch of a file.
    private static final class Slice extends InputStream {
        private final FileBytes bytes;
        private long left;

        Slice(FileBytes bytes, long size) {
            this.bytes = bytes;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int value = bytes.read();
            left -= value < 0 ? left : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int got = bytes.read(target, offset, (int) Math.min(length, left));
            left -= got < 0 ? left : got;
            return got;
        }
    }
}
