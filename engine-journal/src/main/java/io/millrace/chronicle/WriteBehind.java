package io.millrace.chronicle;

import com.sun.jna.Native;
import java.util.concurrent.locks.LockSupport;
import net.openhft.posix.PosixAPI;

/**
 * Follows the appender at a distance: what it has left is written to the disk soon and in small pieces, and its pages
 * are let go.
 *
 * <p>Left to itself the kernel keeps every page of a journal and writes them in bursts of seconds. The appender then
 * needs a fresh page every few records; on a virtual machine the host may have to find and clear it, which was measured
 * at 4 ms for every 2 MiB. Pages that were let go a moment ago are at hand. A reader that comes later reads
 * from the disk.
 *
 * <p>On a host with no core to spare this thread runs in the place of one that has an event to handle. So it does some
 * 50 us of work at a time, and lets go no more at once than the appender soon needs: free memory in pieces of 2 MiB is
 * what the host of a virtual machine may take back.
 *
 * <p>Linux only; elsewhere it does nothing. One thread, the attendant's.
 */
final class WriteBehind {
    private static final int OPEN_READ_ONLY = 0;
    private static final int SYNC_FILE_RANGE_WAIT_BEFORE = 1;
    private static final int SYNC_FILE_RANGE_WRITE = 2;
    private static final int SYNC_FILE_RANGE_WAIT_AFTER = 4;
    private static final int POSIX_FADV_DONTNEED = 4;
    private static final int MADV_DONTNEED = 4;
    private static final long PAUSE_NS = 50_000;
    private static final long LARGEST_AREA = 256 * 1024;

    /** An appender that is faster than the disk leaves more behind, but not to whoever waits for a round to end. */
    private static final int AREAS_A_ROUND = 32;

    private final long area;
    private int fd = -1;
    private long writtenTo;
    private long letGoTo;

    /** The two calls that the posix library of the journal does not have; called directly, in microseconds. */
    private static final class LibC {
        private static final boolean LOADED = load();

        static native int sync_file_range(int fd, long offset, long bytes, int flags);

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

    /** @param blockSize bytes that are mapped as one, a power of two */
    WriteBehind(final long blockSize) {
        area = Math.min(LARGEST_AREA, blockSize);
    }

    /** Begins with another file; what stands before {@code position} is not touched. */
    void follow(final String path, final long position) {
        close();
        if (LibC.LOADED) {
            fd = PosixAPI.posix().open(path, OPEN_READ_ONLY, 0);
            writtenTo = (position + area - 1) & -area;
            letGoTo = writtenTo;
        }
    }

    /** Does what the appender's position allows: an area is written when it is left, and let go when the next is. */
    void advance(final long appendedTo, final Mapping mapping) {
        for (int i = 0; i < AREAS_A_ROUND && fd >= 0 && writtenTo + area <= appendedTo; i++) {
            letGo();
            unmap(mapping.address(writtenTo));
            LockSupport.parkNanos(PAUSE_NS);
            LibC.sync_file_range(fd, writtenTo, area, SYNC_FILE_RANGE_WRITE);
            writtenTo += area;
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** Writing a mapped page takes its write permission from the other cores' tables first, page by page. */
    private void unmap(final long address) {
        if (address != 0) {
            PosixAPI.posix().madvise(address, area, MADV_DONTNEED);
        }
    }

    /** Waits until what was written is on the disk: a page that is not stays. */
    private void letGo() {
        if (letGoTo < writtenTo) {
            LibC.sync_file_range(
                    fd,
                    letGoTo,
                    area,
                    SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
            LibC.posix_fadvise(fd, letGoTo, area, POSIX_FADV_DONTNEED);
            letGoTo += area;
        }
    }

    void close() {
        if (fd >= 0) {
            PosixAPI.posix().close(fd);
            fd = -1;
        }
    }
}
