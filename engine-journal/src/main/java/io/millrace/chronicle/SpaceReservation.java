package io.millrace.chronicle;

import io.millrace.journal.JournalException;
import io.millrace.journal.JournalSpaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.posix.PosixAPI;

/**
 * Gives a cycle file its place on the disk before the appender needs it.
 *
 * <p>A record is appended in memory and taken to its file later. That a full disk has no place for it would be known
 * when it counts as written. So the place is reserved first, and a disk that is full is told before anything of the
 * record is stored.
 *
 * <p>The attendant reserves far ahead; the appender does so itself, and waits, only where that was not enough. Where
 * the file system cannot reserve, this does nothing. Positions and lengths in bytes.
 */
final class SpaceReservation implements AutoCloseable {
    /** Always kept behind a record: for the END record, and the HEADER of a run that goes on. */
    static final long MARGIN = 128 * 1024;

    /** A new cycle file with the library's header and first pages of index, generously. */
    private static final long NEW_FILE = 1024 * 1024;

    private static final long STEP = 256 * 1024;
    private static final long LONGEST_AHEAD = 8L << 20;
    private static final int OPEN_READ_WRITE = 2;
    private static final int KEEP_SIZE = 1;
    private static final int INTERRUPTED = 4;
    private static final int NO_SPACE = 28;
    private static final int OVER_QUOTA = 122;

    private final Path directory;
    private final long ahead;
    private volatile long appendedTo;
    private volatile long reservedTo;
    private Path file;
    private int fd = -1;

    SpaceReservation(final Path directory, final int blockSize) {
        this.directory = directory;
        ahead = Math.min(blockSize, LONGEST_AHEAD);
    }

    /** The appender is about to begin a new file. */
    void requireRoomForFile() {
        final long free;
        try {
            free = Files.getFileStore(directory).getUsableSpace();
        } catch (final IOException e) {
            throw new JournalException("Cannot ask for the free space of " + directory + ": " + e.getMessage(), e);
        }
        if (free < NEW_FILE) {
            throw new JournalSpaceException("The disk of journal " + directory + " is full: " + free
                    + " bytes are free, a new cycle file needs " + NEW_FILE
                    + ". The journal is intact. Free some space, then start again.");
        }
    }

    /** The appender is in a new file, at a position. */
    synchronized void enter(final Path cycleFile, final long position) {
        close();
        file = cycleFile;
        fd = PosixAPI.posix().open(cycleFile.toString(), OPEN_READ_WRITE, 0);
        appendedTo = position;
        reservedTo = 0;
    }

    /** Called by the appender now and then. */
    void appendedTo(final long position) {
        appendedTo = position;
    }

    /**
     * Makes sure that a record has its place, and the margin behind it. Appender's thread.
     *
     * @return bytes that may be appended, this record's among them, before this must be asked again
     * @throws JournalSpaceException when the disk is full; nothing was written
     */
    long require(final long position, final long length) {
        final long end = position + length + MARGIN;
        if (end > reservedTo) {
            reserve(position, end);
        }
        return reservedTo - MARGIN - position;
    }

    /** Up to here the file has its place on the disk. */
    long reservedTo() {
        return reservedTo;
    }

    /** Reserves what the appender will need soon; says nothing when it cannot. Attendant's thread. */
    synchronized void reserveAhead() {
        final long target = appendedTo + ahead;
        if (reservedTo < target - ahead / 2) {
            extend(target);
        }
    }

    /** The file is complete, or as complete as it will be: what is reserved behind it is free again. */
    @Override
    public synchronized void close() {
        if (fd >= 0) {
            freeRest();
            PosixAPI.posix().close(fd);
            fd = -1;
        }
    }

    private void freeRest() {
        try {
            PosixAPI.posix().ftruncate(fd, Files.size(file));
        } catch (final IOException e) {
            // It stays reserved: a loss of space, not of records.
            return;
        }
    }

    private synchronized void reserve(final long position, final long end) {
        int error = extend(end + STEP);
        if (error == NO_SPACE || error == OVER_QUOTA) {
            error = extend(end);
        }
        if (error == NO_SPACE || error == OVER_QUOTA) {
            throw new JournalSpaceException("The disk of journal " + directory + " is full: file " + file + ", byte "
                    + position + ". Nothing of this record was written, the journal is intact up to there."
                    + " Free some space, then start again.");
        }
        if (error != 0) {
            // A file system that cannot reserve: the appender learns of a full disk when it is.
            reservedTo = Long.MAX_VALUE;
        }
    }

    /** 0, or the number of what went wrong. */
    private synchronized int extend(final long end) {
        if (fd < 0 || end <= reservedTo) {
            return 0;
        }
        final long from = reservedTo;
        int error;
        do {
            // The size stays: it is where the records end.
            error = PosixAPI.posix().fallocate(fd, KEEP_SIZE, from, end - from) == 0
                    ? 0
                    : PosixAPI.posix().lastError();
        } while (error == INTERRUPTED);
        if (error == 0) {
            reservedTo = end;
        }
        return error;
    }
}
