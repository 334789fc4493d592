package dev.dupabase.platform.archive;

import dev.dupabase.platform.archive.Toc.Compression;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/// An archive in the custom format (`pg_dump --format=custom`), in a file. Opening it finds all of
/// its data, so that one that is cut off is noticed before anything is done with it.
public final class CustomArchive implements DumpArchive {
    private static final int DATA = 1;
    private static final int LARGE_OBJECTS = 3;

    private final SeekableByteChannel file;
    private final Toc toc;
    private final Map<Integer, Long> places = new HashMap<>();

    private CustomArchive(SeekableByteChannel file) throws IOException {
        this.file = file;
        var bytes = new FileBytes(file, 0);
        var in = TocReader.input(bytes);
        this.toc = TocReader.read(in);
        findData(bytes, in);
        for (var entry : toc.entries()) {
            if (entry.hasData() && !places.containsKey(entry.dumpId())) {
                throw BrokenArchive.cutOff();
            }
        }
    }

    /// @throws BrokenArchive if it cannot be read
    public static CustomArchive open(Path path) throws IOException {
        var file = Files.newByteChannel(path);
        try {
            return new CustomArchive(file);
        } catch (EOFException e) {
            file.close();
            throw new BrokenArchive("the archive is cut off or damaged", e);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Toc toc() {
        return toc;
    }

    @Override
    public InputStream data(TocEntry entry) throws IOException {
        var place = places.get(entry.dumpId());
        if (place == null) {
            throw BrokenArchive.cutOff();
        }
        var in = new ArchiveInput(new FileBytes(file, place), Long.MAX_VALUE);
        in.like(toc.intSize());
        return decompressed(new Chunks(in), toc.compression());
    }

    static InputStream decompressed(InputStream in, Compression compression) throws BrokenArchive {
        return switch (compression) {
            case NONE -> in;
            case GZIP -> new InflaterInputStream(in);
            case LZ4, ZSTD ->
                    throw new BrokenArchive(
                            "data compressed by %s are not read: make the dump with pg_dump --compress=gzip"
                                    .formatted(compression));
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void findData(FileBytes bytes, ArchiveInput in) throws IOException {
        for (int kind = in.read(); kind >= 0; kind = in.read()) {
            int dumpId = in.number();
            if (places.putIfAbsent(dumpId, bytes.position()) != null) {
                throw new BrokenArchive("the archive is damaged: data of one object come twice");
            }
            switch (kind) {
                case DATA -> skipChunks(in);
                case LARGE_OBJECTS -> {
                    while (in.number() != 0) {
                        skipChunks(in);
                    }
                }
                default -> throw new BrokenArchive("the archive is damaged");
            }
        }
    }

    private static void skipChunks(ArchiveInput in) throws IOException {
        for (int length = in.number(); length != 0; length = in.number()) {
            if (length < 0) {
                throw new BrokenArchive("the archive is damaged");
            }
            in.skipNBytes(length);
        }
    }

    /// One object's data, which come in pieces.
    private static final class Chunks extends InputStream {
        private final ArchiveInput in;
        private int left;
        private boolean ended;

        Chunks(ArchiveInput in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                left = in.number();
                ended = left <= 0;
            }
            if (ended) {
                return -1;
            }
            int got = in.read(target, offset, Math.min(length, left));
            if (got < 0) {
                throw BrokenArchive.cutOff();
            }
            left -= got;
            return got;
        }
    }
}
