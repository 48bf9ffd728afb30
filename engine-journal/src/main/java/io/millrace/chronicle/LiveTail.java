package io.millrace.chronicle;

import io.millrace.journal.JournalException;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the documents of a cycle file that are still in the {@link LiveWindow}, while a writer works or after it was
 * killed. Each is copied before it is looked at: the writer may take its place meanwhile, and says so first.
 */
final class LiveTail implements AutoCloseable {
    /** Not here: what there is at this position, the cycle file has. */
    static final int ELSEWHERE = -1;

    private static final int FIRST_COPY = 4096;

    private final MappedByteBuffer map;
    private final UnsafeBuffer header;
    private final UnsafeBuffer window;
    private final long size;
    private final UnsafeBuffer copy = new UnsafeBuffer(0, 0);
    private ByteBuffer view = ByteBuffer.allocateDirect(0);

    private LiveTail(final MappedByteBuffer map) {
        this.map = map;
        size = (long) map.capacity() - LiveWindow.PAGE;
        header = new UnsafeBuffer(map, 0, LiveWindow.PAGE);
        window = new UnsafeBuffer(map, LiveWindow.PAGE, (int) size);
    }

    /** That of a journal's folder; null when there is none. */
    static LiveTail open(final Path directory) {
        final Path file = directory.resolve(LiveWindow.FILE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            final long size = channel.size() - LiveWindow.PAGE;
            if (size <= 0 || size > 1 << 30 || !BitUtil.isPowerOfTwo(size)) {
                return null;
            }
            final LiveTail tail = new LiveTail(channel.map(FileChannel.MapMode.READ_ONLY, 0, LiveWindow.PAGE + size));
            if (tail.header.getLong(0) != LiveWindow.MAGIC || tail.header.getLong(LiveWindow.SIZE_AT) != size) {
                tail.close();
                return null;
            }
            return tail;
        } catch (final NoSuchFileException e) {
            return null;
        } catch (final IOException e) {
            throw new JournalException("Cannot read the journal's live window " + file + ": " + e.getMessage(), e);
        }
    }

    /** Whether the window belongs to a cycle now. */
    boolean holds(final int cycle) {
        return header.getIntVolatile(LiveWindow.CYCLE_AT) == cycle;
    }

    /** The file of the window's cycle has all bytes before this. */
    long archivedTo() {
        return header.getLongVolatile(LiveWindow.ARCHIVED_AT);
    }

    /** The machine has run since this was written: nothing of it was lost. */
    boolean sameBoot() {
        final long[] now = BootId.read();
        final long first = header.getLong(LiveWindow.BOOT_AT);
        final long second = header.getLong(LiveWindow.BOOT_AT + Long.BYTES);
        return (now[0] != 0 || now[1] != 0) && first == now[0] && second == now[1];
    }

    /**
     * Looks at the document that begins at a position, and copies it.
     *
     * @return {@link CycleReader#RECORD}, {@link CycleReader#NOTHING_YET} or {@link #ELSEWHERE}
     */
    int look(final int cycle, final long position) {
        if (!holds(cycle) || position < archivedTo()) {
            return ELSEWHERE;
        }
        final int found = position < archivedTo() + size ? copyDocument(position) : CycleReader.NOTHING_YET;
        // What was copied before is what stood there only if nobody was allowed to take its place until now.
        VarHandle.loadLoadFence();
        return holds(cycle) && position >= archivedTo() ? found : ELSEWHERE;
    }

    /** Copies bytes of the window's cycle to their place in its file: a killed run's, under the journal's lock. */
    void copyTo(final FileChannel cycleFile, final long begin, final long end) throws IOException {
        long at = begin;
        while (at < end) {
            final int from = offset(at);
            final int length = (int) Math.min(end - at, size - from);
            final ByteBuffer bytes = map.duplicate();
            bytes.position(LiveWindow.PAGE + from).limit(LiveWindow.PAGE + from + length);
            at += cycleFile.write(bytes, at);
        }
    }

    UnsafeBuffer document() {
        return copy;
    }

    /** Over the same memory. */
    ByteBuffer view() {
        return view;
    }

    int documentLength() {
        return copy.capacity();
    }

    @Override
    public void close() {
        header.wrap(0, 0);
        window.wrap(0, 0);
        IoUtil.unmap(map);
    }

    private int copyDocument(final long position) {
        final int documentHeader = window.getIntVolatile(offset(position));
        if (documentHeader <= 0 || documentHeader > size / 2) {
            return CycleReader.NOTHING_YET;
        }
        if (view.capacity() < documentHeader) {
            view = ByteBuffer.allocateDirect(Math.max(FIRST_COPY, documentHeader * 2))
                    .order(ByteOrder.nativeOrder());
        }
        copy.wrap(view, 0, documentHeader);
        final int from = offset(position + Integer.BYTES);
        final int first = (int) Math.min(documentHeader, size - from);
        copy.putBytes(0, window, from, first);
        copy.putBytes(first, window, 0, documentHeader - first);
        return CycleReader.RECORD;
    }

    private int offset(final long position) {
        return (int) (position & (size - 1));
    }
}
