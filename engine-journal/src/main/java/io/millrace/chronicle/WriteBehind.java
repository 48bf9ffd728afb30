package io.millrace.chronicle;

import com.sun.jna.Library;
import com.sun.jna.Native;
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
 * <p>Linux only; elsewhere it does nothing. One thread, the attendant's.
 */
final class WriteBehind {
    private static final int OPEN_READ_ONLY = 0;
    private static final int SYNC_FILE_RANGE_WAIT_BEFORE = 1;
    private static final int SYNC_FILE_RANGE_WRITE = 2;
    private static final int SYNC_FILE_RANGE_WAIT_AFTER = 4;
    private static final int POSIX_FADV_DONTNEED = 4;
    private static final long PIECE = 1024 * 1024;

    private final LibC libc;
    private int fd = -1;
    private long writtenTo;
    private long letGoTo;

    /** The two calls that the posix library of the journal does not have. */
    interface LibC extends Library {
        int sync_file_range(int fd, long offset, long bytes, int flags);

        int posix_fadvise(int fd, long offset, long length, int advice);
    }

    WriteBehind() {
        libc = load();
    }

    /** Begins with another file; what stands before {@code position} is not touched. */
    void follow(final String path, final long position) {
        close();
        if (libc != null) {
            fd = PosixAPI.posix().open(path, OPEN_READ_ONLY, 0);
            writtenTo = roundDown(position);
            letGoTo = writtenTo;
        }
    }

    /**
     * Starts the writing of one more piece, if there is one.
     *
     * @param position up to which the appender will not write again
     * @return whether more remains
     */
    boolean write(final long position) {
        if (fd < 0 || writtenTo + PIECE > position) {
            return false;
        }
        libc.sync_file_range(fd, writtenTo, PIECE, SYNC_FILE_RANGE_WRITE);
        writtenTo += PIECE;
        return writtenTo + PIECE <= position;
    }

    /** Lets all pages before a position go; they must not be mapped any more. Waits until they are on the disk. */
    void letGo(final long position) {
        final long end = Math.min(roundDown(position), writtenTo);
        if (fd < 0 || end <= letGoTo) {
            return;
        }
        final long length = end - letGoTo;
        libc.sync_file_range(
                fd, letGoTo, length, SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
        libc.posix_fadvise(fd, letGoTo, length, POSIX_FADV_DONTNEED);
        letGoTo = end;
    }

    void close() {
        if (fd >= 0) {
            PosixAPI.posix().close(fd);
            fd = -1;
        }
    }

    private static long roundDown(final long position) {
        return position / PIECE * PIECE;
    }

    private static LibC load() {
        try {
            return System.getProperty("os.name").equals("Linux") ? Native.load("c", LibC.class) : null;
        } catch (final UnsatisfiedLinkError e) {
            // Another libc: the kernel then writes when it likes, as without this class.
            return null;
        }
    }
}
