package io.millrace.chronicle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Gives the pages that the appender will need their memory before it gets there: zeros are written to the file behind
 * its last record, where zeros are. Done by the appender's own thread, because a moment later there may be a record.
 *
 * <p>A store to a page without memory is a fault, 4 us for every 4 KiB, or 0.2 ms at once for a huge page, and the
 * event that is waiting pays. A write needs 7 us for 64 KiB, is done while no event waits, and leaves one fault of 5 us
 * for all of them. What is given at a time also stays below 2 MiB: free memory in pieces of that size is what a virtual
 * machine may hand back to its host, and to get it again takes milliseconds.
 *
 * <p>An appender that is never idle runs into the end of what was given, and takes a larger piece itself.
 *
 * <p>All of this is a favour: what goes wrong ends it, and the appender's stores then get their pages by faults and
 * report what is wrong.
 */
final class PagesAhead implements AutoCloseable {
    private static final int IDLE_PIECE = 64 * 1024;
    private static final int PIECE = 4 * IDLE_PIECE;
    private static final long FARTHEST = 16 * IDLE_PIECE;

    private final ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE);
    private FileChannel file;

    /** Up to here pages have memory; at the largest value nothing is done any more. */
    private long givenTo = Long.MAX_VALUE;

    /** The appender is in a new file, at a position. */
    void enter(final Path cycleFile, final long position) {
        close();
        try {
            file = FileChannel.open(cycleFile, StandardOpenOption.WRITE);
            givenTo = next(position);
        } catch (final IOException e) {
            close();
        }
    }

    /** Whether {@link #onIdle} has something to do. */
    boolean wantsIdle(final long position, final long reservedTo) {
        final long from = Math.max(givenTo, next(position));
        return from < position + FARTHEST && from + IDLE_PIECE <= reservedTo;
    }

    /** A little work while nothing is appended. Takes about 7 us, or nothing. */
    void onIdle(final long position, final long reservedTo) {
        if (wantsIdle(position, reservedTo)) {
            give(Math.max(givenTo, next(position)), IDLE_PIECE);
        }
    }

    /**
     * Makes sure that a record's pages have memory, as far as the file has a place for them.
     *
     * @return bytes that may be appended before this should be asked again
     */
    long require(final long position, final long length, final long reservedTo) {
        long from = Math.max(givenTo, next(position));
        while (givenTo < position + length && from + PIECE <= reservedTo) {
            give(from, PIECE);
            from = givenTo;
        }
        return givenTo < position + length ? Long.MAX_VALUE : givenTo - position;
    }

    @Override
    public void close() {
        givenTo = Long.MAX_VALUE;
        if (file != null) {
            try {
                file.close();
            } catch (final IOException e) {
                // Nothing is lost with it: what it wrote was zeros.
                file = null;
            }
        }
    }

    private void give(final long from, final int length) {
        zeros.limit(length).position(0);
        try {
            while (zeros.hasRemaining()) {
                file.write(zeros, from + zeros.position());
            }
            givenTo = from + length;
        } catch (final IOException e) {
            close();
        }
    }

    /** Not the page that the last record ends in. */
    private static long next(final long position) {
        return (position / IDLE_PIECE + 1) * IDLE_PIECE;
    }
}
