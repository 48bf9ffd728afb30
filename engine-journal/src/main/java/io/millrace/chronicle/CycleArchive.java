package io.millrace.chronicle;

import io.millrace.journal.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Takes what was appended from the {@link LiveWindow} to its place in the cycle file: an area at a time by the
 * attendant, and the rest by the appender where a file must be complete.
 *
 * <p>Areas go to the disk past the page cache, where the file system can: a request of 2 MiB then needs neither fresh
 * pages nor a copy, some 0.2 ms of a core that may be wanted for an event. Through the page cache it is a multiple of
 * that. A file that is read again soon is better off there.
 */
final class CycleArchive implements AutoCloseable {
    private static final long LARGEST_AREA = 2 * 1024 * 1024;
    private static final int AREAS_A_WINDOW = 8;
    private static final OpenOption PAST_PAGE_CACHE = pastPageCache();
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private final LiveWindow window;
    private final boolean direct;
    private final long area;
    private Path path;
    private FileChannel file;

    /** Past the page cache; null = not there. */
    private FileChannel device;

    /** A request past the page cache was met: one that fails now is the disk's failure. */
    private boolean deviceTakes;

    private final ByteBuffer lastPage = ByteBuffer.allocateDirect(2 * LiveWindow.PAGE)
            .alignedSlice(LiveWindow.PAGE)
            .limit(LiveWindow.PAGE)
            .slice();

    private volatile long appendedTo;
    private volatile Throwable failure;

    /** @param direct past the page cache, where that is possible */
    CycleArchive(final LiveWindow window, final boolean direct) {
        this.window = window;
        this.direct = direct;
        area = Math.min(LARGEST_AREA, window.size() / AREAS_A_WINDOW);
    }

    /** Goes to another cycle's file, which is complete up to a position. The one before is complete, or was closed. */
    synchronized void enter(final Path cycleFile, final int cycle, final long position) {
        close();
        path = cycleFile;
        appendedTo = position;
        try {
            file = FileChannel.open(cycleFile, StandardOpenOption.READ, StandardOpenOption.WRITE);
            device = direct && PAST_PAGE_CACHE != null ? openDevice() : null;
            deviceTakes = false;
            window.begin(cycle, position, file);
        } catch (final IOException e) {
            throw new JournalException("Cannot write the cycle file " + cycleFile + ": " + e.getMessage(), e);
        }
    }

    /** So far areas may be written: the end of a document. Appender's thread. */
    void appendedTo(final long position) {
        appendedTo = position;
    }

    /** Writes what has come to an area. What fails is told to the appender. Any thread. */
    synchronized void writeAreas() {
        try {
            while (failure == null && file != null && appendedTo - window.archivedTo() >= area) {
                final long begin = window.archivedTo();
                final long to = appendedTo;
                final long end = to - begin > 2 * area ? window.endOfDocuments(begin, begin + area) : to;
                writePages(begin & -LiveWindow.PAGE, end);
                // At the end of a document, because the file must have the whole of what is not read here any more.
                window.archivedTo(end);
            }
        } catch (final IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Completes the file, with the header of zero behind the last document. Appender's thread. */
    synchronized void writeRest(final long position) {
        requireGood();
        try {
            final long end = position + Integer.BYTES;
            for (long at = window.archivedTo(); at < end; ) {
                at += writeWhole(file, window.bytes(at, end), at);
            }
            window.archivedTo(position);
        } catch (final IOException e) {
            failure = e;
            requireGood();
        }
    }

    /** Completes the file for good, and makes it as long as that. Appender's thread. */
    synchronized void finish(final long position) {
        writeRest(position);
        try {
            file.truncate(position + Integer.BYTES);
        } catch (final IOException e) {
            failure = e;
            requireGood();
        }
    }

    /** Throws what went wrong in another thread. */
    void requireGood() {
        if (failure != null) {
            throw new JournalException(
                    "Cannot write the cycle file " + path + ": " + failure
                            + ". What was appended is kept in the file " + LiveWindow.FILE
                            + " beside it. Check the disk, then start again.",
                    failure);
        }
    }

    @Override
    public synchronized void close() {
        final FileChannel cached = file;
        final FileChannel past = device;
        file = null;
        device = null;
        try (cached;
                past) {
            // Both, whatever one of them says.
        } catch (final IOException e) {
            throw new JournalException("Cannot close the cycle file " + path + ": " + e.getMessage(), e);
        }
    }

    /** What is behind {@code end} in its page is written as zeros: no document may seem to begin there. */
    private void writePages(final long from, final long end) throws IOException {
        if (device == null) {
            writePages(file, from, end);
            return;
        }
        try {
            writePages(device, from, end);
            deviceTakes = true;
        } catch (final IOException e) {
            device.close();
            device = null;
            if (deviceTakes) {
                throw e;
            }
            // A file system that has the option but not for such requests: were it the disk, forcing would tell.
            writePages(file, from, end);
            file.force(false);
        }
    }

    private void writePages(final FileChannel to, final long from, final long end) throws IOException {
        final long whole = end & -LiveWindow.PAGE;
        final ByteBuffer[] pages = {window.bytes(from, whole), NOTHING, NOTHING};
        pages[1] = window.bytes(from + pages[0].remaining(), whole);
        if (whole < end) {
            pages[2] = lastPage(whole, end);
        }
        to.position(from);
        // One request, wherever the window's end is.
        while (pages[0].hasRemaining() || pages[1].hasRemaining() || pages[2].hasRemaining()) {
            to.write(pages);
        }
    }

    private ByteBuffer lastPage(final long from, final long end) {
        lastPage.clear();
        lastPage.put(window.bytes(from, end));
        while (lastPage.hasRemaining()) {
            lastPage.put((byte) 0);
        }
        return lastPage.flip();
    }

    private static long writeWhole(final FileChannel to, final ByteBuffer bytes, final long position)
            throws IOException {
        final int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            to.write(bytes, position + length - bytes.remaining());
        }
        return length;
    }

    /** By its name: compilers call the class internal, although its module exports it. Null where there is none. */
    private static OpenOption pastPageCache() {
        try {
            for (final Object option :
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants()) {
                if (option.toString().equals("DIRECT")) {
                    return (OpenOption) option;
                }
            }
            return null;
        } catch (final ClassNotFoundException e) {
            return null;
        }
    }

    private FileChannel openDevice() throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.WRITE, PAST_PAGE_CACHE);
        } catch (final IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
