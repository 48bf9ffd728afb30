package io.millrace.chronicle;

import io.millrace.journal.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import org.agrona.DirectBuffer;

/**
 * Appends documents to the cycle files of a Chronicle queue. The library makes each file, with its header and index;
 * documents are put behind them here, as the library's appender does: a four-byte header, stored last, and the content,
 * padded to four. The index stays empty, so the library's readers find a place by walking, as they do behind the last
 * entry of any index. One thread; {@link
 * #prepare} and {@link #writeAreas} are the attendant's.
 */
final class CycleWriter implements AutoCloseable {
    private static final int ALIGNED = 3;
    private static final int LOCK_TIMEOUT_MS = 500;

    private final Path directory;
    private final CycleClock clock;
    private final SingleChronicleQueue queue;
    private final LiveWindow window;
    private final CycleArchive archive;
    /** Null while none is entered. */
    private Path file;

    private int cycle = LiveWindow.NONE;
    private long position;

    /** Before this the window is free. */
    private long limit;

    /**
     * @param size of the window, bytes, a power of two
     * @param direct writes past the page cache
     */
    CycleWriter(final Path directory, final CycleClock clock, final int size, final boolean direct) throws IOException {
        this.directory = directory;
        this.clock = clock;
        queue = ChronicleQueue.singleBuilder(directory.toFile())
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(size)
                .timeProvider(clock)
                .timeoutMS(LOCK_TIMEOUT_MS)
                .build();
        try {
            window = LiveWindow.create(directory, size);
        } catch (final IOException | RuntimeException e) {
            queue.close();
            throw e;
        }
        archive = new CycleArchive(window, direct);
    }

    /**
     * Goes to the clock's cycle: a file is made, or that of a run before is continued.
     *
     * @param last the newest file whose end is known; another one's is looked for
     * @param end of that file's documents
     */
    void enter(final Path last, final long end) {
        file = null;
        final int next = CycleFiles.cycle(clock.currentTimeMillis());
        final Path entered = CycleFiles.of(directory, next);
        if (!entered.equals(last) && Files.isRegularFile(last)) {
            sayThatAnotherFollows(last, end);
        }
        make(next);
        position = entered.equals(last) ? end : CycleReader.endOf(entered);
        limit = position;
        archive.enter(entered, next, position);
        cycle = next;
        file = entered;
    }

    /** Completes the file: another cycle is entered next. */
    void leave() {
        archive.finish(position);
    }

    /**
     * Appends a document, which survives a kill of the process once this returns. Waits for the disk when that is a
     * whole window behind.
     */
    void append(final DirectBuffer content, final int length) {
        final long from = position;
        final long end = from + Integer.BYTES + (length + ALIGNED & ~ALIGNED);
        if (end + Integer.BYTES > limit) {
            requireWindow(end + Integer.BYTES);
        }
        // What a turn of the window before has left here is no document, and no padding.
        window.putInt(end, 0);
        window.putInt(end - Integer.BYTES, 0);
        window.put(from + Integer.BYTES, content, length);
        window.publishInt(from, length);
        position = end;
    }

    /** Lets the attendant know how far it may go; throws what it could not write. */
    void publish() {
        archive.requireGood();
        archive.appendedTo(position);
    }

    /** Before the first records, and while they come. The attendant. */
    void prepare() {
        window.populate();
    }

    /** Writes what has come to an area. The attendant. */
    void writeAreas() {
        archive.writeAreas();
    }

    /** Returns when the file has everything that was appended: in the page cache, not yet on the disk. */
    void complete() {
        archive.writeRest(position);
    }

    long position() {
        return position;
    }

    int cycle() {
        return cycle;
    }

    Path file() {
        return file;
    }

    /** Lets go. The window's file stays when the cycle file could not be completed: it has the rest. */
    @Override
    public void close() {
        boolean complete = false;
        try {
            if (file != null) {
                archive.finish(position);
            }
            complete = true;
        } finally {
            release(complete);
        }
    }

    /** With the library's header and index, unless it is there. */
    private void make(final int wanted) {
        try {
            final SingleChronicleQueueStore store = queue.storeForCycle(wanted, 0, true, null);
            if (store == null) {
                throw new IOException("the library cannot use the file that is there");
            }
            queue.closeStore(store);
        } catch (final Exception e) {
            // The library throws checked exceptions without saying so.
            throw new JournalException(
                    "Cannot make the cycle file " + CycleFiles.of(directory, wanted) + ": " + e.getMessage()
                            + ". Check the disk and the folder's rights, then start again.",
                    e);
        }
    }

    /** The library's readers go to the next file where this one says so. A killed run has left it longer than that. */
    private static void sayThatAnotherFollows(final Path last, final long end) {
        final ByteBuffer header = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(CycleReader.END_OF_CYCLE).flip();
        try (FileChannel channel = FileChannel.open(last, StandardOpenOption.WRITE)) {
            channel.write(header, end);
            channel.truncate(end + Integer.BYTES);
        } catch (final IOException e) {
            throw new JournalException("Cannot end the cycle file " + last + ": " + e.getMessage(), e);
        }
    }

    private void requireWindow(final long end) {
        archive.requireGood();
        limit = window.limit();
        while (end > limit) {
            archive.appendedTo(position);
            archive.writeAreas();
            archive.requireGood();
            limit = window.limit();
        }
    }

    private void release(final boolean complete) {
        try (queue;
                window;
                archive) {
            if (complete) {
                window.delete();
            }
        } catch (final IOException e) {
            throw new JournalException("Cannot delete the live window in " + directory + ": " + e.getMessage(), e);
        }
    }
}
