package io.millrace.chronicle;

import io.millrace.journal.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks the documents of one cycle file through read-only windows. Each document is a four-byte header (30 bits of
 * length, one for metadata, one for not yet complete) and that many bytes, padded to four.
 */
final class CycleReader implements AutoCloseable {
    /** A record follows: see {@link #documentAt} and {@link #documentLength}. */
    static final int RECORD = 0;

    /** Nothing more so far; a writer may still append here. */
    static final int NOTHING_YET = 1;

    /** The cycle was closed. */
    static final int CYCLE_END = 2;

    /** The bytes make no sense. */
    static final int BROKEN = 3;

    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int META_DATA = 0x4000_0000;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int END_OF_CYCLE = NOT_COMPLETE | META_DATA;
    private static final long WINDOW = 64L << 20;

    private final Path file;
    private final FileChannel channel;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private MappedByteBuffer window;
    private long windowStart;
    private long position;
    private int documentAt;
    private int documentLength;

    CycleReader(final Path file) {
        this.file = file;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (final IOException e) {
            throw new JournalException("Cannot read the cycle file " + file + ": " + e.getMessage(), e);
        }
    }

    /** Goes on at a place between two documents. */
    void moveTo(final long place) {
        position = place;
    }

    /** Finds the next record, leaving metadata out. Does not pass it: that is {@link #advance}. */
    int seek() {
        while (true) {
            if (!covered(position, Integer.BYTES)) {
                return NOTHING_YET;
            }
            final int header = buffer.getIntVolatile((int) (position - windowStart));
            if (header == END_OF_CYCLE) {
                return CYCLE_END;
            }
            if (header == 0 || (header & NOT_COMPLETE) != 0) {
                return NOTHING_YET;
            }
            final int length = header & LENGTH_MASK;
            if (!covered(position, Integer.BYTES + (long) length)) {
                return BROKEN;
            }
            documentAt = (int) (position - windowStart) + Integer.BYTES;
            documentLength = length;
            if ((header & META_DATA) == 0) {
                return RECORD;
            }
            advance();
        }
    }

    void advance() {
        position += Integer.BYTES + (documentLength + 3L & ~3L);
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    ByteBuffer view() {
        return window;
    }

    int documentAt() {
        return documentAt;
    }

    int documentLength() {
        return documentLength;
    }

    long position() {
        return position;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        unmap();
        try {
            channel.close();
        } catch (final IOException e) {
            throw new JournalException("Cannot close the cycle file " + file + ": " + e.getMessage(), e);
        }
    }

    private boolean covered(final long from, final long length) {
        if (window != null && from >= windowStart && from + length <= windowStart + window.capacity()) {
            return true;
        }
        return remap(from, length);
    }

    private boolean remap(final long from, final long length) {
        try {
            final long size = channel.size();
            if (from + length > size || length > Integer.MAX_VALUE / 2) {
                return false;
            }
            unmap();
            // Four-byte alignment survives because windows begin at a multiple of the page.
            windowStart = from & ~0xFFFFL;
            final long end = Math.min(size, Math.max(windowStart + WINDOW, from + length));
            window = channel.map(FileChannel.MapMode.READ_ONLY, windowStart, end - windowStart);
            buffer.wrap(window);
            return true;
        } catch (final IOException e) {
            throw new JournalException("Cannot read the cycle file " + file + ": " + e.getMessage(), e);
        }
    }

    private void unmap() {
        if (window != null) {
            buffer.wrap(0, 0);
            IoUtil.unmap(window);
            window = null;
        }
    }
}
