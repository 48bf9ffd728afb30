package io.millrace.chronicle;

import com.sun.jna.Native;
import java.util.concurrent.locks.LockSupport;
import net.openhft.posix.PosixAPI;

/**
 * Follows the appender at a distance: what it has left is written to the disk soon, an area at a time, and its pages
 * are let go.
 *
 * <p>Left to itself the kernel keeps every page of a journal and writes them in bursts of seconds. The appender then
 * needs a fresh page every few records; on a virtual machine the host may have to find and clear it, which was measured
 * at 4 ms for every 2 MiB. Pages that were let go a moment ago are at hand. A reader that comes later reads
 * from the disk.
 *
 * <p>On a host with no core to spare the attendant runs in the place of a thread that has an event to handle, and
 * waking it costs as much as the work. There the appender does the work itself, in steps of some 20 us, while it has
 * nothing to append; only giving an area to the disk takes 0.2 ms. Smaller areas would be shorter steps, but each
 * request costs a virtual machine more than is seen here. The attendant waits for the disk in the appender's place,
 * and takes over when that is never idle. Pages are let go at the pace at which new ones are needed: free memory in
 * pieces of 2 MiB is what the host of a virtual machine may take back.
 *
 * <p>Linux only; elsewhere it does nothing. One thread at a time, but for the methods that say otherwise.
 */
final class WriteBehind {
    private static final int OPEN_READ_ONLY = 0;
    private static final int SYNC_FILE_RANGE_WAIT_BEFORE = 1;
    private static final int SYNC_FILE_RANGE_WRITE = 2;
    private static final int POSIX_FADV_DONTNEED = 4;
    private static final int MADV_DONTNEED = 4;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long PAUSE_NS = 50_000;
    private static final long LARGEST_AREA = 2 * MEBIBYTE;
    private static final long UNMAP_PIECE = 128 * 1024;
    private static final long LET_GO_PIECE = 64 * 1024;

    /** An appender that is faster than the disk leaves more behind, but not to whoever waits for a round to end. */
    private static final int AREAS_A_ROUND = 4;

    /**
     * The appender gives the disk no more at a time: with eight requests under way Linux lets who adds one wait, and to
     * a device that takes less at once an area is several.
     */
    private static final int AREAS_IN_FLIGHT = 2;

    /** How far behind the appender pages stay: about what is appended until the attendant knows them on the disk. */
    private static final long KEPT = 4 * MEBIBYTE;

    /** An appender that has idle moments leaves less than this. */
    private static final long LEFT_TO_APPENDER = 6 * MEBIBYTE;

    private final long area;
    private final long leftToAppender;
    private volatile int fd = -1;
    private volatile long writtenTo;
    private volatile long onDiskTo;
    private long unmappedTo;

    /** The next area is not mapped any more, so writing it is long work: the attendant's. */
    private volatile boolean stranded;

    private volatile long letGoTo;

    /** Called directly, in microseconds and without garbage, which the posix library of the journal cannot. */
    private static final class LibC {
        private static final boolean LOADED = load();

        static native int sync_file_range(int fd, long offset, long bytes, int flags);

        static native int madvise(long address, long length, int advice);

        static native int posix_fadvise(int fd, long offset, long length, int advice);

        private static boolean load() {
            try {
                if (System.getProperty("os.name").equals("Linux")) {
                    Native.register(LibC.class, "c");
                    return true;
                }
                return false;
            } catch (final UnsatisfiedLinkError e) {
                // Another libc: the kernel then writes when it likes, as without this class.
                return false;
            }
        }
    }

    /** Where a byte of the file is in memory. */
    interface Mapping {
        /** Its address, or 0 when it is not mapped. */
        long address(long position);
    }

    /**
     * @param blockSize bytes that are mapped as one, a power of two
     * @param appenderHelps in its idle moments: {@link #advance} then does only what it finds no time for
     */
    WriteBehind(final long blockSize, final boolean appenderHelps) {
        area = Math.min(LARGEST_AREA, blockSize);
        leftToAppender = appenderHelps ? LEFT_TO_APPENDER : 0;
    }

    /** Begins with another file; what stands before {@code position} is not touched. */
    void follow(final String path, final long position) {
        close();
        if (LibC.LOADED) {
            fd = PosixAPI.posix().open(path, OPEN_READ_ONLY, 0);
            writtenTo = (position + area - 1) & -area;
            unmappedTo = writtenTo;
            stranded = false;
            letGoTo = writtenTo;
            onDiskTo = writtenTo;
        }
    }

    /** The attendant's part: an area is written when it is left, and let go when the next one is. */
    void advance(final long appendedTo, final Mapping mapping) {
        for (int i = 0; i < AREAS_A_ROUND && fd >= 0 && writtenTo + area + left() <= appendedTo; i++) {
            settle();
            letGo(onDiskTo - letGoTo);
            unmap(mapping.address(unmappedTo), writtenTo + area - unmappedTo);
            LockSupport.parkNanos(PAUSE_NS);
            write();
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** Whether there is a step for the appender. Any thread; a wrong answer does no harm. */
    boolean wants(final long appendedTo) {
        return fd >= 0 && (writes(appendedTo) || letsGo(appendedTo));
    }

    /** The appender's part: one step, which waits for the disk only where others write to it as well. */
    void step(final long appendedTo, final Mapping mapping) {
        if (!wants(appendedTo)) {
            return;
        }
        if (letsGo(appendedTo)) {
            letGo(LET_GO_PIECE);
        } else if (unmappedTo == writtenTo + area) {
            write();
        } else if (mapping.address(unmappedTo) != 0) {
            unmap(mapping.address(unmappedTo), Math.min(UNMAP_PIECE, area));
        } else {
            stranded = true;
        }
    }

    /** Waits until what was written is on the disk: a page that is not could not be let go. The attendant, any time. */
    void settle() {
        final long to = writtenTo;
        if (fd >= 0 && onDiskTo < to) {
            LibC.sync_file_range(fd, onDiskTo, to - onDiskTo, SYNC_FILE_RANGE_WAIT_BEFORE);
            onDiskTo = to;
        }
    }

    private boolean writes(final long appendedTo) {
        return !stranded && writtenTo + area <= appendedTo && writtenTo - onDiskTo < AREAS_IN_FLIGHT * area;
    }

    private long left() {
        return stranded ? 0 : leftToAppender;
    }

    private boolean letsGo(final long appendedTo) {
        return letGoTo + LET_GO_PIECE <= Math.min(onDiskTo, appendedTo - KEPT);
    }

    /** Writing a mapped page takes its write permission from the other cores' tables first, page by page. */
    private void unmap(final long address, final long bytes) {
        if (address != 0) {
            LibC.madvise(address, bytes, MADV_DONTNEED);
        }
        unmappedTo += bytes;
    }

    /** One thread at a time changes where things are; other threads only look. */
    private void write() {
        final long from = writtenTo;
        LibC.sync_file_range(fd, from, area, SYNC_FILE_RANGE_WRITE);
        writtenTo = from + area;
        unmappedTo = from + area;
        stranded = false;
    }

    private void letGo(final long bytes) {
        // No bytes would mean all to the end of the file.
        if (bytes > 0) {
            final long from = letGoTo;
            LibC.posix_fadvise(fd, from, bytes, POSIX_FADV_DONTNEED);
            letGoTo = from + bytes;
        }
    }

    void close() {
        if (fd >= 0) {
            PosixAPI.posix().close(fd);
            fd = -1;
        }
    }
}
