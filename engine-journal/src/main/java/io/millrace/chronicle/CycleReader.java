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
 * length, one for metadata, one for not yet complete) and that many bytes, padded to four. The newest are where their
 * writer has them: in the journal's {@link LiveWindow}.
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
    static final int END_OF_CYCLE = NOT_COMPLETE | META_DATA;
    private static final long WINDOW = 64L << 20;

    private final Path file;
    private final int cycle;
    private final FileChannel channel;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private MappedByteBuffer window;
    private long windowStart;
    private long position;
    private int documentAt;
    private int documentLength;
    private LiveTail live;
    private boolean inLive;

    /** Where the document that was found last was sought, before metadata was left out. */
    private long soughtFrom;

    private long soughtAgainAt = -1;

    /** Something in the window was not what should be there: after a loss of power the file may know better. */
    private boolean distrusted;

    /** What was found is in the file, where the window ends. */
    private boolean beyondLive;

    /** A place where the window ends and the file has something that is none of the journal. */
    private long remainsAt = -1;

    private long liveFrom;
    private long liveTo;

    CycleReader(final Path file) {
        this.file = file;
        cycle = CycleFiles.cycle(file);
        openLive();
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (final IOException e) {
            closeLive();
            throw new JournalException("Cannot read the cycle file " + file + ": " + e.getMessage(), e);
        }
    }

    /** Goes on at a place between two documents. */
    void moveTo(final long place) {
        position = place;
    }

    /** Where a file's documents end. */
    static long endOf(final Path file) {
        try (CycleReader reader = new CycleReader(file)) {
            while (reader.seek() == RECORD) {
                reader.advance();
            }
            return reader.position();
        }
    }

    /** Finds the next record, leaving metadata out. Does not pass it: that is {@link #advance}. */
    int seek() {
        while (true) {
            final int inWindow = live == null || distrusts() ? LiveTail.ELSEWHERE : live.look(cycle, position);
            inLive = inWindow == RECORD;
            beyondLive = false;
            if (inLive) {
                documentAt = 0;
                documentLength = live.documentLength();
                return inWindow;
            }
            if (inWindow == NOTHING_YET && position == remainsAt) {
                return NOTHING_YET;
            }
            soughtFrom = position;
            final int inFile = seekInFile();
            if (inWindow == NOTHING_YET) {
                if (position != soughtFrom) {
                    // No metadata stands behind what went through a window: this is what was left there.
                    position = soughtFrom;
                    return NOTHING_YET;
                }
                beyondLive = inFile != NOTHING_YET;
                if (!beyondLive || live.look(cycle, position) == NOTHING_YET) {
                    return inFile;
                }
                // The writer appended and archived between the two looks.
            } else if (inFile == RECORD || inFile == BROKEN || distrusts()) {
                return inFile;
            } else if (openLive()) {
                position = soughtFrom;
            } else if (live == null || position == soughtFrom) {
                return inFile;
            }
            // Else the window may begin where metadata was left out.
        }
    }

    /** What was found is not what must follow: true when it is to be sought once more, elsewhere. */
    boolean lookAgain() {
        if (inLive) {
            distrusted = true;
            return true;
        }
        if (beyondLive) {
            remainsAt = position;
            return true;
        }
        // An area may have been on its way to the file, from a window that was not known, or is not there any more.
        final boolean other = !distrusts() && openLive();
        final boolean again = other || soughtAgainAt != soughtFrom;
        if (again) {
            soughtAgainAt = soughtFrom;
            position = soughtFrom;
        }
        return again;
    }

    /** What stands before this reader's position and is only in the window, whether it was read there or skipped. */
    LeftBehind leftBehind() {
        final boolean skipped =
                live != null && !distrusts() && live.holds(cycle) && live.sameBoot() && live.archivedTo() < position;
        final long to = skipped ? position : liveTo;
        return new LeftBehind(file, liveFrom, to, to == position);
    }

    void advance() {
        if (inLive && liveTo == 0) {
            liveFrom = position;
        }
        passDocument();
        if (inLive) {
            liveTo = position;
        }
        // A record of the journal, which the window does not have: after a loss of power.
        distrusted |= beyondLive;
    }

    private void passDocument() {
        position += Integer.BYTES + (documentLength + 3L & ~3L);
    }

    UnsafeBuffer buffer() {
        return inLive ? live.document() : buffer;
    }

    ByteBuffer view() {
        return inLive ? live.view() : window;
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
        closeLive();
        try {
            channel.close();
        } catch (final IOException e) {
            throw new JournalException("Cannot close the cycle file " + file + ": " + e.getMessage(), e);
        }
    }

    private int seekInFile() {
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
            passDocument();
        }
    }

    /** Until another run has made another window. */
    private boolean distrusts() {
        distrusted = distrusted && live.holds(cycle);
        return distrusted;
    }

    /** Looks for a window, or another than the one known. True when there is one for this cycle. */
    private boolean openLive() {
        if (live != null && live.holds(cycle)) {
            return false;
        }
        closeLive();
        live = LiveTail.open(file.getParent());
        return live != null && live.holds(cycle);
    }

    private void closeLive() {
        if (live != null) {
            live.close();
            live = null;
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
