package io.millrace.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import net.openhft.posix.PosixAPI;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest bytes of the newest cycle file, in a mapped file of its own: the appender stores here, and the archive
 * takes them to their place in the cycle file. Its pages are the same for the whole run. Appending to the cycle file's
 * own pages costs four system calls or faults for each of them (memory, mapping, unmapping, letting go), in the time
 * of a thread that has an event to handle; this costs a fault when the kernel has written such a page to the disk,
 * which it does after half a minute. A store into a shared mapping survives a kill of the process.
 *
 * <p>Byte {@code p} of the cycle file is at {@code p % size} of the window from when it is appended until {@code
 * archivedTo} has passed it; behind the last document is a header of zero. Layout, native order, one page and the
 * window:
 *
 * <pre>
 *  0 magic:8 | 8 size:8 | 16 boot:16 | 32 cycle:4 | 64 archivedTo:8 | 4096 window:size
 * </pre>
 *
 * <p>Deleted at an orderly end. What a killed run left in it is read from here ({@link LiveTail}) until the next run
 * has taken it to the cycle file. Documents are stored by the appender's thread and read by whoever archives; both may
 * ask for positions.
 */
final class LiveWindow implements AutoCloseable {
    static final String FILE = "live";
    static final int PAGE = 4096;
    static final int SIZE_AT = 8;
    static final int BOOT_AT = 16;
    static final int CYCLE_AT = 32;
    static final int ARCHIVED_AT = 64;

    /** No cycle: all there is, is in the cycle files. */
    static final int NONE = -1;

    static final long MAGIC = 0x4556494C_524C494DL;

    private static final int MADV_POPULATE_WRITE = 23;
    private static final int POPULATE_PIECE = 256 * 1024;

    /** Large enough for the file system to take memory in large pieces, which are fewer for the device to be told. */
    private static final int FILL_PIECE = 2 * 1024 * 1024;

    private final Path file;
    private final MappedByteBuffer map;
    private final UnsafeBuffer header;
    private final UnsafeBuffer window;
    private final int size;

    private LiveWindow(final Path file, final MappedByteBuffer map, final int size) {
        this.file = file;
        this.map = map;
        this.size = size;
        header = new UnsafeBuffer(map, 0, PAGE);
        window = new UnsafeBuffer(map, PAGE, size);
    }

    /**
     * Makes a new one in the place of any other. What that has and no cycle file has must have been taken from it.
     *
     * @param size bytes, a power of two
     */
    static LiveWindow create(final Path directory, final int size) throws IOException {
        final Path file = directory.resolve(FILE);
        final Path fresh = directory.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        LiveWindow made = null;
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            fill(channel, PAGE + (long) size);
            final MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, PAGE + (long) size);
            made = new LiveWindow(file, map, size);
            made.header.putLong(SIZE_AT, size);
            made.header.putInt(CYCLE_AT, NONE);
            final long[] boot = BootId.read();
            made.header.putLong(BOOT_AT, boot[0]);
            made.header.putLong(BOOT_AT + Long.BYTES, boot[1]);
            made.header.putLong(0, MAGIC);
            endOther(file);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return made;
        } catch (final IOException | RuntimeException e) {
            if (made != null) {
                made.close();
            }
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    /** Goes to another cycle, whose file is complete up to {@code position}; that before is complete too. */
    void begin(final int cycle, final long position, final FileChannel cycleFile) throws IOException {
        header.putIntVolatile(CYCLE_AT, NONE);
        header.putLongVolatile(ARCHIVED_AT, position);
        // The archive writes whole pages: the first begins with what the file has there already.
        final long page = position & -PAGE;
        final ByteBuffer begun = map.duplicate();
        begun.position(PAGE + offset(page)).limit(PAGE + offset(page) + (int) (position - page));
        while (begun.hasRemaining()) {
            if (cycleFile.read(begun, position - begun.remaining()) < 0) {
                throw new IOException(
                        "the cycle file ends before byte " + position + ", where its last record was read");
            }
        }
        window.putInt(offset(position), 0);
        header.putIntRelease(CYCLE_AT, cycle);
    }

    /** Where the appender must stop for now: what lies a window behind that is not archived. */
    long limit() {
        return (header.getLongAcquire(ARCHIVED_AT) & -PAGE) + size;
    }

    long archivedTo() {
        return header.getLongAcquire(ARCHIVED_AT);
    }

    /** The cycle file has everything up to here. */
    void archivedTo(final long position) {
        header.putLongRelease(ARCHIVED_AT, position);
    }

    /** Stores bytes, which may go over the window's end. */
    void put(final long position, final DirectBuffer source, final int length) {
        final int at = offset(position);
        final int first = Math.min(length, size - at);
        window.putBytes(at, source, 0, first);
        if (first < length) {
            window.putBytes(0, source, first, length - first);
        }
    }

    /** Stores four bytes at a multiple of four. */
    void putInt(final long position, final int value) {
        window.putInt(offset(position), value);
    }

    /** The same, after everything that was stored before. */
    void publishInt(final long position, final int value) {
        window.putIntRelease(offset(position), value);
    }

    /** The bytes from a position to the window's end, or to {@code end}. */
    ByteBuffer bytes(final long position, final long end) {
        final int at = offset(position);
        final int length = (int) Math.min(end - position, size - at);
        return map.duplicate().position(PAGE + at).limit(PAGE + at + length);
    }

    /** The first end of a document that is not before {@code target}; {@code begin} is that of one before. */
    long endOfDocuments(final long begin, final long target) {
        long at = begin;
        while (at < target) {
            final int length = window.getInt(offset(at));
            if (length <= 0) {
                throw new IllegalStateException("no document at byte " + at + " of cycle " + header.getInt(CYCLE_AT));
            }
            at += Integer.BYTES + (length + 3L & ~3L);
        }
        return at;
    }

    /** Maps every page now instead of at the first store. Any one thread. */
    void populate() {
        try {
            for (int at = 0; at < size; at += POPULATE_PIECE) {
                final int piece = Math.min(POPULATE_PIECE, size - at);
                PosixAPI.posix().madvise(BufferUtil.address(map) + PAGE + at, piece, MADV_POPULATE_WRITE);
            }
        } catch (final RuntimeException e) {
            // A favour, which an older kernel does not know: then the stores map them.
            return;
        }
    }

    int size() {
        return size;
    }

    /** Everything is in the cycle files: nobody needs this any more. */
    void delete() throws IOException {
        header.putIntRelease(CYCLE_AT, NONE);
        Files.deleteIfExists(file);
    }

    @Override
    public void close() {
        header.wrap(0, 0);
        window.wrap(0, 0);
        IoUtil.unmap(map);
    }

    private int offset(final long position) {
        return (int) position & (size - 1);
    }

    /** Whoever still reads the old one looks for another when it names no cycle. */
    private static void endOther(final Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) >= PAGE) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(
                        ByteBuffer.allocate(Integer.BYTES)
                                .order(ByteOrder.nativeOrder())
                                .putInt(NONE)
                                .flip(),
                        CYCLE_AT);
            }
        }
    }

    /** Gives every page its memory and its place: a store to one for which the disk has none would be a SIGBUS. */
    private static void fill(final FileChannel channel, final long length) throws IOException {
        final ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(FILL_PIECE, length));
        for (long at = 0; at < length; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), length - at));
            at += channel.write(zeros, at);
        }
    }
}
