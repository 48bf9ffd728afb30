package io.millrace.daemon;

import io.millrace.event.OffHeap;
import io.millrace.feed.InputSource;
import java.io.File;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest rows of a live feed, in a mapped file that outlives a kill of the process: what was received and not yet
 * journaled when it came. A feed does not say anything twice, and a journal that ends inside an event needs that event
 * again.
 *
 * <p>A ring of slots, each a row's number and its message; written before the engine can see the row. Not forced to
 * disk: it does not outlive a loss of power. One writer at a time.
 */
final class RowSpool {
    private static final int SLOT = 256;
    private static final int LENGTH = 8;
    private static final int MESSAGE = 16;

    /** No message of an input is shorter with its header and its place in the inlet. */
    private static final int LEAST_IN_INLET = 48;

    private static final int LEAST_SLOTS = 4_096;

    private final UnsafeBuffer file;
    private final int slots;

    private RowSpool(UnsafeBuffer file) {
        this.file = file;
        this.slots = file.capacity() / SLOT;
    }

    /**
     * Opens it, or makes an empty one. Holds more rows than inlet and ring together.
     *
     * @param inletBytes size of the inlet
     */
    static RowSpool open(Path path, int inletBytes) {
        File file = path.toFile();
        int slots = BitUtil.findNextPositivePowerOfTwo(inletBytes / LEAST_IN_INLET + LEAST_SLOTS);
        if (file.length() != (long) slots * SLOT) {
            IoUtil.deleteIfExists(file);
            return new RowSpool(new UnsafeBuffer(IoUtil.mapNewFile(file, (long) slots * SLOT)));
        }
        MappedByteBuffer mapped = IoUtil.mapExistingFile(file, path.toString());
        return new RowSpool(new UnsafeBuffer(mapped));
    }

    void clear() {
        file.setMemory(0, file.capacity(), (byte) 0);
    }

    /** Keeps a row under its number, counted from 1 over all sessions. */
    void put(long row, DirectBuffer message, int offset, int length) {
        if (length > SLOT - MESSAGE) {
            throw new IllegalArgumentException("a row of " + length + " bytes; at most " + (SLOT - MESSAGE));
        }
        int slot = slot(row);
        file.putLongRelease(slot, 0);
        file.putInt(slot + LENGTH, length);
        file.putBytes(slot + MESSAGE, message, offset, length);
        file.putLongRelease(slot, row);
    }

    /** True when no row was ever kept here. */
    boolean isEmpty() {
        for (int slot = 0; slot < slots; slot++) {
            if (file.getLongAcquire(slot * SLOT) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The row was not taken. */
    void forget(long row) {
        if (has(row)) {
            file.putLongRelease(slot(row), 0);
        }
    }

    /** True when this row is this message. */
    boolean holds(long row, byte[] message) {
        if (!has(row) || file.getInt(slot(row) + LENGTH) != message.length) {
            return false;
        }
        byte[] kept = new byte[message.length];
        file.getBytes(slot(row) + MESSAGE, kept);
        return Arrays.equals(kept, message);
    }

    /** The rows behind this one, as far as they are here. */
    InputSource behind(long row) {
        return new Rows(row);
    }

    private boolean has(long row) {
        return row > 0 && file.getLongAcquire(slot(row)) == row;
    }

    private int slot(long row) {
        return (int) (row & (slots - 1)) * SLOT;
    }

    private final class Rows implements InputSource {
        private final UnsafeBuffer current = OffHeap.allocate(SLOT);
        private long row;
        private int length;

        Rows(long row) {
            this.row = row;
        }

        @Override
        public boolean advance() {
            if (!has(row + 1)) {
                return false;
            }
            row++;
            length = file.getInt(slot(row) + LENGTH);
            file.getBytes(slot(row) + MESSAGE, current, 0, length);
            return true;
        }

        @Override
        public boolean exhausted() {
            return !has(row + 1);
        }

        @Override
        public DirectBuffer buffer() {
            return current;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return length;
        }
    }
}
